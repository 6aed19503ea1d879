import * as vscode from 'vscode';
import type { Studio } from '../studio.ts';
import { actionsFor } from '../viewer/actions.ts';
import { sizeOf } from '../viewer/page.ts';

/** Shows the name and size of a new file, and offers to run or serve it. Settles when the message is closed. */
export async function announceFile(studio: Studio, what: string, path: string): Promise<void> {
  const uri = vscode.Uri.file(path);
  const { size } = await vscode.workspace.fs.stat(uri);
  // Without the language server there is a message all the same.
  const view = await studio.languageServer.viewComponent(uri).catch(() => undefined);
  const actions = view ? actionsFor(view, true).filter(({ id }) => id !== 'wit.showAsWit') : [];
  const file = vscode.workspace.asRelativePath(path);
  const text = `${what} ${file} (${sizeOf(size)})`;
  const titles = actions.map(({ title }) => title);
  const chosen = await vscode.window.showInformationMessage(text, ...titles);
  const action = actions.find(({ title }) => title === chosen);
  if (action) await vscode.commands.executeCommand(action.id, uri);
}
