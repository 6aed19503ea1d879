/** Results that features have in common, for WIT and for plans of compositions. */
import type { FileRange, OffsetRange, TextEdit } from '../analysis/snapshot.ts';
import type { Definition } from '../resolve/model.ts';

/** One proposal. `text` replaces `range`. */
export interface Completion {
  readonly label: string;
  readonly kind: 'keyword' | 'type' | 'interface' | 'world' | 'package' | 'function' | 'snippet' | 'value';
  readonly text: string;
  /** Whether `text` has `$1`, `$0` where the cursor goes, as snippets of LSP. */
  readonly snippet?: boolean;
  /** Whether its label is no valid text at this place, so that only a snippet can be inserted. */
  readonly isSnippetOnly?: boolean;
  /** A few words beside the label. */
  readonly detail?: string;
  /** Whose docs tell more. */
  readonly definition?: Definition;
  /** The text to match against, if it is not the label. */
  readonly filter?: string;
  /** A further change of the file that it needs: made when the list is sent. */
  readonly edit?: () => FileEdit;
}

export interface Completions {
  readonly range: OffsetRange;
  readonly items: readonly Completion[];
  /** Whether there may be others when more is typed. */
  readonly isPartial?: boolean;
}

export interface Hover extends OffsetRange {
  readonly markdown: string;
}

/** A stretch of text that leads to another file. */
export interface DocumentLink extends OffsetRange {
  /** The target, and the position in it. */
  readonly target: FileRange;
  /** A short description of the target. */
  readonly title: string;
}

/** A finding in a file, worded. */
export interface FileDiagnostic extends OffsetRange {
  /** A `hint` is about removable text. */
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  /** Kebab-case; docs/errors/<code>.md explains it. */
  readonly code: string;
  readonly message: string;
  /** The details of the finding, by the names in its rule. */
  readonly detail: Readonly<Record<string, string>>;
  readonly related: readonly (FileRange & { readonly message: string })[];
}
export interface FileEdit extends FileRange, TextEdit {}
