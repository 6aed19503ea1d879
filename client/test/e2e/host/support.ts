import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** A file of the sample. */
export function sample(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, path);
}

export async function show(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(sample(path));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The start of the first occurrence of `text`. */
export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `${document.uri.path} has no ${text}`);
  return document.positionAt(at);
}

/** Types `text` after the first occurrence of `after`, without saving. */
export async function insertAfter(
  document: vscode.TextDocument,
  after: string,
  text: string,
): Promise<vscode.Position> {
  const at = document.positionAt(document.offsetAt(positionOf(document, after)) + after.length);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, at, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
  return document.positionAt(document.offsetAt(at) + text.length);
}

/** Reverts the edits of the active editor. */
export async function revert(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert');
}

/** How long a busy machine may need for something that is normally instant. */
const PATIENCE_MS = 30_000;

/** Asks again until there is a result. */
export async function eventually<Answer>(
  ask: () => Answer | undefined | false | Promise<Answer | undefined | false>,
): Promise<Answer> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not within ${PATIENCE_MS / 1000} s: ${ask}`);
}
