import * as vscode from 'vscode';
import { chooseComponentFolder } from '../../targets/choose.ts';
import { runWithProgress } from '../../ui/run-with-progress.ts';
import type { Command } from '../../studio.ts';

/** Generates the bindings of a component's sources, without building it. */
export const generateBindings: Command = {
  id: 'wit.generateBindings',
  run: (studio, target) =>
    runWithProgress(studio, 'Writing bindings', async (watch) => {
      const folder = await chooseComponentFolder(target);
      if (folder === undefined) return undefined;
      const result = await studio.host.request('bindings', { folder }, watch);
      for (const path of result.files) studio.output.appendLine(`Bindings: ${path}`);
      const where = vscode.workspace.asRelativePath(folder);
      void vscode.window.showInformationMessage(`Bindings of ${result.world} are in ${where}.`);
      return result;
    }),
};
