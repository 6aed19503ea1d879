import * as vscode from 'vscode';

const KEY = 'openedFile';

/** A file to show, and the folder whose window shows it. */
interface Awaited {
  readonly folder: string;
  readonly file: string;
}

/**
 * Opens a folder, and in it the file of a new component: the window that has the folder starts the extension again,
 * which does the second half ({@link openAwaitedFile}).
 * @param memory of all windows
 */
export async function openFolderAt(
  memory: vscode.Memento,
  folder: vscode.Uri,
  file: vscode.Uri,
): Promise<void> {
  await memory.update(KEY, { folder: folder.fsPath, file: file.fsPath } satisfies Awaited);
  await vscode.commands.executeCommand('vscode.openFolder', folder);
}

/** Shows the file that the window before has left to this one. */
export async function openAwaitedFile(memory: vscode.Memento): Promise<void> {
  const awaited = memory.get<Awaited>(KEY);
  const isHere = vscode.workspace.workspaceFolders?.some(({ uri }) => uri.fsPath === awaited?.folder);
  if (!awaited || !isHere) return;
  await memory.update(KEY, undefined);
  await vscode.window.showTextDocument(vscode.Uri.file(awaited.file), { preview: false });
}
