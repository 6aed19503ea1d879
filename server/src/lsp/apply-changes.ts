import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** The text after these changes, each of which counts its positions in the text that the one before it left. */
export function applyChanges(text: string, changes: readonly TextDocumentContentChangeEvent[]): string {
  const document = TextDocument.create('', 'wit', 0, text);
  return TextDocument.update(document, [...changes], 1).getText();
}
