import * as vscode from 'vscode';
import { exists } from '../../targets/workspace-files.ts';
import { askParent } from '../../ui/ask-new.ts';
import { runWithProgress } from '../../ui/run-with-progress.ts';
import type { Command } from '../../studio.ts';

/** Copies the sample that came with the extension to a new folder, and opens that. */
export const openSample: Command = {
  id: 'wit.openSample',
  run: (studio, target) =>
    runWithProgress(studio, 'Opening the sample', async () => {
      const parent = await askParent(target);
      if (parent === undefined) return undefined;
      const folder = vscode.Uri.joinPath(parent, 'edge-sample');
      await copyMissing(vscode.Uri.joinPath(studio.extension.extensionUri, 'sample'), folder);
      await vscode.commands.executeCommand('vscode.openFolder', folder);
      return folder;
    }),
};

/** Existing files keep the user's changes. */
async function copyMissing(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  const isThere = await exists(to);
  if (!isThere) await vscode.workspace.fs.copy(from, to);
}
