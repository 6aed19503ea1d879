import * as vscode from 'vscode';
import { componentFolders } from '../../targets/component-folders.ts';
import { buildSummary } from '../../ui/build-summary.ts';
import { runWithProgress } from '../../ui/run-with-progress.ts';
import type { Command } from '../../studio.ts';

/** Builds every component of the workspace, side by side. */
export const buildAll: Command = {
  id: 'wit.buildAll',
  run: (studio) =>
    runWithProgress(studio, 'Building all components', async (watch) => {
      const folders = await componentFolders();
      const { outcomes } = await studio.host.request('buildAll', { folders }, watch);
      let failed = 0;
      for (const one of outcomes) {
        if ('problem' in one) {
          // Not every folder with a package.json is a component's.
          if (isOther(one.problem.code)) continue;
          failed++;
          studio.problems.note(one.problem);
          continue;
        }
        studio.problems.mark(one.result.findings);
        const how = one.result.rebuilt ? 'Built' : 'Up to date:';
        studio.output.appendLine(`${how} ${one.result.component} (${one.result.language})`);
      }
      const results = outcomes.flatMap((one) => ('result' in one ? [one.result] : []));
      const summary = buildSummary(results.filter(({ rebuilt }) => rebuilt).length, results.length);
      if (failed > 0)
        void vscode.window.showWarningMessage(`${summary} ${failed} failed; see the output for the errors.`);
      else void vscode.window.showInformationMessage(summary);
      return outcomes;
    }),
};

const isOther = (code: string): boolean => ['component-manifest', 'not-a-component-folder'].includes(code);
