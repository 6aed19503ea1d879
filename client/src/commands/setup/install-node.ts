import * as vscode from 'vscode';
import { runWithProgress } from '../../ui/run-with-progress.ts';
import type { Command } from '../../studio.ts';

/** Gets a Node.js that components with asynchronous functions run on, for the extension alone. */
export const installNode: Command = {
  id: 'wit.installNode',
  run: (studio) =>
    runWithProgress(studio, 'Installing Node.js for components', async (watch) => {
      const result = await studio.host.request('installNode', {}, watch);
      studio.output.appendLine(`Components run on Node.js ${result.version} (${result.command})`);
      void vscode.window.showInformationMessage(`Components now run on Node.js ${result.version}.`);
      return result;
    }),
};
