import * as vscode from 'vscode';
import type { NewResult } from '../../../host/src/protocol.ts';
import { openFolderAt } from './open-folder.ts';
import { sentences } from './sentences.ts';
import { updateContexts } from '../targets/contexts.ts';
import type { Studio } from '../studio.ts';

/**
 * Opens the first created file, in a window of its own folder if that is outside of the workspace, and says that it was
 * created: also where the tool that builds it is missing, which is no failure of what was asked for.
 */
export async function showNew(studio: Studio, { folder, open, missing }: NewResult): Promise<void> {
  if (missing) studio.problems.note(missing);
  const [file, root] = [vscode.Uri.file(open), vscode.Uri.file(folder)];
  if (vscode.workspace.getWorkspaceFolder(root) === undefined) {
    await openFolderAt(studio.sharedMemory, await folderToOpen(root), file);
    return;
  }
  await updateContexts();
  await vscode.window.showTextDocument(file, { preview: false });
  if (open.endsWith('.wit')) return;
  const created = `Created ${vscode.workspace.asRelativePath(root)}`;
  const chosen = missing
    ? await vscode.window.showWarningMessage(sentences(created, missing.message, missing.help), 'Read Me')
    : await vscode.window.showInformationMessage(created, 'Build Component', 'Read Me');
  if (chosen === 'Build Component') await vscode.commands.executeCommand('wit.build', file);
  if (chosen === 'Read Me')
    await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(root, 'README.md'));
}

/** The parent, if the user has chosen an empty one: the next component belongs beside the first, not into it. */
async function folderToOpen(created: vscode.Uri): Promise<vscode.Uri> {
  const parent = vscode.Uri.joinPath(created, '..');
  const entries = await vscode.workspace.fs.readDirectory(parent);
  return entries.length === 1 ? parent : created;
}
