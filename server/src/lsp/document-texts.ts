import type { Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** The texts of open documents. Each has an index of its lines, so that the cost of a change depends on its size. */
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
    const changed = changes.reduce(afterChange, document);
    this.#open.set(uri, changed);
    return changed.getText();
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }
}

/** A TextDocument miscounts its lines after a change that starts behind its end: it is created again then. */
function afterChange(document: TextDocument, change: TextDocumentContentChangeEvent): TextDocument {
  const isBehind = 'range' in change && startLine(change.range) >= document.lineCount;
  const { uri, version } = document;
  const changed = TextDocument.update(document, [change], version + 1);
  return isBehind ? TextDocument.create(uri, 'wit', version + 1, changed.getText()) : changed;
}

/** Some clients write ranges backwards. */
const startLine = ({ start, end }: Range): number => Math.min(start.line, end.line);
