import * as vscode from 'vscode';
import type { NewResult } from '../../../host/src/protocol.ts';
import { sentences } from './sentences.ts';
import { updateContexts } from '../targets/contexts.ts';
import type { Studio } from '../studio.ts';

/**
 * Opens the first created file, or its folder if that is outside of the workspace, and says that it was created: also
 * where the tool that builds it is missing, which is no failure of what was asked for.
 */
export async function showNew(studio: Studio, { folder, open, missing }: NewResult): Promise<void> {
  if (missing) studio.problems.note(missing);
  const [file, root] = [vscode.Uri.file(open), vscode.Uri.file(folder)];
  if (vscode.workspace.getWorkspaceFolder(root) === undefined) {
    await vscode.commands.executeCommand('vscode.openFolder', root);
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
