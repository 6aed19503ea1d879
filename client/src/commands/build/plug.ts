import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ComposeResult, Problem } from '../../../../host/src/protocol.ts';
import { problemError } from '../../host/problem-error.ts';
import type { Command } from '../../studio.ts';
import { announceFile } from '../../ui/announce-file.ts';
import { runWithProgress } from '../../ui/run-with-progress.ts';
import { activeFile } from '../../targets/active-file.ts';
import { componentFiles } from '../../targets/workspace-files.ts';

/** Composes a component, or the one in front, with others that the user picks: they are plugged into its imports. */
export const plug: Command = {
  id: 'wit.plug',
  run: (studio, target) =>
    runWithProgress(studio, 'Composing', async (watch): Promise<ComposeResult | undefined> => {
      const socket = (target ?? activeFile())?.fsPath;
      if (!socket?.endsWith('.wasm')) throw problemError(noSocket);
      const others = (await componentFiles()).filter((path) => path !== socket);
      if (others.length === 0) throw problemError(nothingToPlug(socket));
      const items = others.map((path) => ({ label: vscode.workspace.asRelativePath(path), path }));
      const title = `Select the components to plug into ${basename(socket)}`;
      const picked = await vscode.window.showQuickPick(items, { title, canPickMany: true });
      if (!picked?.length) return undefined;
      const plugs = picked.map(({ path }) => path);
      const result = await studio.host.request('compose', { socket, plugs }, watch);
      void announceFile(studio, 'Composed', result.component);
      return result;
    }),
};

const noSocket: Problem = {
  code: 'no-component',
  message: 'No .wasm file is open to compose with others.',
  help: 'Open the one whose imports the others satisfy, or use its context menu in the explorer.',
};

const nothingToPlug = (socket: string): Problem => ({
  code: 'no-component',
  message: `There is no other component in this workspace to plug into ${basename(socket)}.`,
  help: 'Build one first (“WIT: Build Component”).',
});
