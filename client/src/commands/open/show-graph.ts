import * as vscode from 'vscode';
import { VIEW_TYPE } from '../../graph/graph-editor.ts';
import type { Command, Editing } from '../../studio.ts';

/** Opens a plan as a graph beside its text, or of the plan in the active editor. */
export const showGraph: Command<Editing> = {
  id: 'wit.showGraph',
  run: async (_, target) => {
    const uri = target ?? vscode.window.activeTextEditor?.document.uri;
    if (uri) await vscode.commands.executeCommand('vscode.openWith', uri, VIEW_TYPE);
  },
};
