import type { Location, Position, Range, TextDocumentIdentifier, TextEdit } from 'vscode-languageserver';
import type { LineIndex } from '../base/line-index.ts';
import type { OffsetRange, Place, Snapshot, TextEdit as OffsetEdit } from '../analysis/snapshot.ts';
import type { UriSpellings } from './uris.ts';

/** A snapshot as the protocol sees it: positions instead of offsets, URIs as the client spells them. */
export class View {
  readonly snapshot: Snapshot;
  readonly #uris: UriSpellings;

  constructor(snapshot: Snapshot, uris: UriSpellings) {
    this.snapshot = snapshot;
    this.#uris = uris;
  }

  uri({ uri }: TextDocumentIdentifier): string {
    return this.#uris.in(uri);
  }

  /** Undefined when the document is not known. */
  place(params: { textDocument: TextDocumentIdentifier; position: Position }): Place | undefined {
    const uri = this.uri(params.textDocument);
    const offset = this.snapshot.lines(uri)?.offsetAt(params.position);
    return offset === undefined ? undefined : { uri, offset };
  }

  /** @param lines of a file that is no document of the server */
  range(uri: string, { start, end }: OffsetRange, lines = this.snapshot.lines(uri)): Range {
    // The start of a file, which may be no text.
    if (end === 0) return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    if (lines === undefined) throw new Error(`no text for ${uri}`);
    return { start: lines.positionAt(start), end: lines.positionAt(end) };
  }

  location({
    uri,
    lines,
    ...range
  }: OffsetRange & { readonly uri: string; readonly lines?: LineIndex }): Location {
    return { uri: this.#uris.out(uri), range: this.range(uri, range, lines) };
  }

  edit(uri: string, edit: OffsetEdit): TextEdit {
    return { range: this.range(uri, edit), newText: edit.text };
  }
}
