import type { Snapshot } from '../../analysis/snapshot.ts';
import type { ParsedFile } from '../../syntax/parse.ts';
import type { FileDiagnostic, FileEdit } from '../results.ts';

/** The input of a fixer. */
export interface FixContext {
  readonly snapshot: Snapshot;
  /** The file in which it was found. */
  readonly file: ParsedFile;
  readonly found: FileDiagnostic;
}

/** A file to create. */
export interface NewFile {
  readonly uri: string;
  readonly text: string;
}

/** A file to move. */
export interface MovedFile {
  readonly from: string;
  readonly to: string;
}

/** A change that fixes a finding. */
export interface Fix {
  /** The title of the action in an editor. */
  readonly title: string;
  /** Whether it is almost always the one that users want: editors apply it with a single key. */
  readonly isPreferred?: boolean;
  /** Whether only one remedy is possible, so that `source.fixAll` applies it. */
  readonly isAutomatic?: boolean;
  readonly edits: readonly FileEdit[];
  readonly newFiles?: readonly NewFile[];
  readonly moves?: readonly MovedFile[];
}

/** Proposes fixes of a finding, the likeliest first; none where it knows none. */
export type Fixer = (context: FixContext) => Iterable<Fix>;
