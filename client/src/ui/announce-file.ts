import * as vscode from 'vscode';

/** Says what was made, and how large it is. Settles when the message is gone. */
export async function announceFile(what: string, path: string): Promise<void> {
  const { size } = await vscode.workspace.fs.stat(vscode.Uri.file(path));
  const file = vscode.workspace.asRelativePath(path);
  await vscode.window.showInformationMessage(`${what} ${file} (${Math.ceil(size / 1024)} KB)`);
}
