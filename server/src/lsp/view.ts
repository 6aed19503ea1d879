import type { Location, Position, Range, TextDocumentIdentifier, TextEdit } from 'vscode-languageserver';
import type { OffsetRange, Place, Snapshot, TextEdit as OffsetEdit } from '../analysis/snapshot.ts';
import type { Spellings } from './uris.ts';

/** A snapshot as the protocol sees it: positions instead of offsets, URIs as the client spells them. */
export class View {
  readonly snapshot: Snapshot;
  readonly #uris: Spellings;

  constructor(snapshot: Snapshot, uris: Spellings) {
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

  range(uri: string, { start, end }: OffsetRange): Range {
    // The start of a file, which may be no text.
    if (end === 0) return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const lines = this.snapshot.lines(uri);
    if (lines === undefined) throw new Error(`no text for ${uri}`);
    return { start: lines.positionAt(start), end: lines.positionAt(end) };
  }

  location({ uri, ...range }: OffsetRange & { readonly uri: string }): Location {
    return { uri: this.#uris.out(uri), range: this.range(uri, range) };
  }

  edit(uri: string, edit: OffsetEdit): TextEdit {
    return { range: this.range(uri, edit), newText: edit.text };
  }
}
