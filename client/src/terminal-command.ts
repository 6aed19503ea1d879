import { delimiter } from 'node:path';
import * as vscode from 'vscode';
import { editorsOwnNode } from './host/choose-node.ts';
import { writeShims } from './host/command-shim.ts';

/** Puts `wit-studio` on the path of the editor's terminals, behind one that is installed there. */
export async function offerCommand(context: vscode.ExtensionContext): Promise<void> {
  const folder = vscode.Uri.joinPath(context.globalStorageUri, 'bin').fsPath;
  const command = vscode.Uri.joinPath(context.extensionUri, 'dist/cli/wit-studio.js').fsPath;
  await writeShims(folder, editorsOwnNode(), command);
  const variables = context.environmentVariableCollection;
  variables.description = 'The command `wit-studio`.';
  variables.append('PATH', delimiter + folder, {
    applyAtShellIntegration: true,
    applyAtProcessCreation: true,
  });
}
