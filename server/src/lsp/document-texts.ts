import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
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
    const document = this.#open.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open`);
    return TextDocument.update(document, [...changes], document.version + 1).getText();
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }
}
