import * as vscode from 'vscode';
import type { NewResult } from '../../../host/src/protocol.ts';
import { updateContexts } from '../targets/contexts.ts';
import type { Studio } from '../studio.ts';

/** Opens the first created file, or its folder if that is outside of the workspace. */
export async function showNew(studio: Studio, { folder, open, missing }: NewResult): Promise<void> {
  if (missing) studio.problems.report(missing);
  const [file, root] = [vscode.Uri.file(open), vscode.Uri.file(folder)];
  if (vscode.workspace.getWorkspaceFolder(root) === undefined) {
    await vscode.commands.executeCommand('vscode.openFolder', root);
    return;
  }
  await updateContexts();
  await vscode.window.showTextDocument(file, { preview: false });
  if (open.endsWith('.wit') || missing) return;
  const name = vscode.workspace.asRelativePath(root);
  const chosen = await vscode.window.showInformationMessage(`Created ${name}`, 'Build Component', 'Read Me');
  if (chosen === 'Build Component') await vscode.commands.executeCommand('wit.build', file);
  if (chosen === 'Read Me')
    await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(root, 'README.md'));
}
