import type { Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** The texts of the documents that are open. Each knows where its lines start, so that a change costs what it changes. */
export class DocumentTexts {
  readonly #open = new Map<string, TextDocument>();

  open(uri: string, text: string): void {
    this.#open.set(uri, TextDocument.create(uri, 'wit', 0, text));
  }

  /**
   * The text after these changes, each of which counts its positions in the text that the one before it left.
   *
   * @throws Error when the document is not open
   */
  change(uri: string, changes: readonly TextDocumentContentChangeEvent[]): string {
    if (!this.#open.has(uri)) throw new Error(`${uri} is not open`);
    for (const change of changes) this.#change(uri, change);
    return this.#open.get(uri)!.getText();
  }

  #change(uri: string, change: TextDocumentContentChangeEvent): void {
    const document = this.#open.get(uri)!;
    const isBehind = 'range' in change && startLine(change.range) >= document.lineCount;
    TextDocument.update(document, [change], document.version + 1);
    // A TextDocument miscounts its lines after a change that starts behind the last one.
    if (isBehind) this.open(uri, document.getText());
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }
}

/** Some clients write ranges backwards. */
const startLine = ({ start, end }: Range): number => Math.min(start.line, end.line);
