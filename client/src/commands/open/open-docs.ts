import * as vscode from 'vscode';
import type { Command, Editing } from '../../studio.ts';

/** Shows the documentation that came with the extension, from its first page. */
export const openDocs: Command<Editing> = {
  id: 'wit.openDocs',
  run: async ({ extension }) =>
    vscode.commands.executeCommand(
      'markdown.showPreview',
      vscode.Uri.joinPath(extension.extensionUri, 'README.md'),
    ),
};
