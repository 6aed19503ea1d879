import * as vscode from 'vscode';
import { COMPONENT_TEXT_SCHEME as SCHEME } from '../../../server/src/lsp/extensions.ts';

/** The WIT of .wasm files as documents, to read and not to edit. */
export class WitTexts implements vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.path) ?? '';
  }

  /** @param name what to show of it, where it has that */
  async show(file: vscode.Uri, text: string, name?: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `${file.path}.wit` });
    this.#texts.set(uri.path, text);
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    const at = name === undefined ? -1 : text.indexOf(name);
    const place = document.positionAt(Math.max(at, 0));
    const selection = new vscode.Range(place, place);
    await vscode.window.showTextDocument(document, { preview: true, ...(at >= 0 && { selection }) });
  }
}
