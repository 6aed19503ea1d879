import type { BuildResult } from '../../../../host/src/protocol.ts';
import type { Watch } from '../../host/component-host.ts';
import { chooseComponentFolder } from '../../targets/choose.ts';
import { announceFile } from '../../ui/announce-file.ts';
import { runWithProgress } from '../../ui/run-with-progress.ts';
import type { Command, Studio } from '../../studio.ts';

/** Builds one component from its sources. */
export const build: Command = {
  id: 'wit.build',
  run: (studio, target) =>
    runWithProgress(studio, 'Building the component', async (watch) => {
      const folder = await chooseComponentFolder(target);
      if (folder === undefined) return undefined;
      const result = await buildFolder(studio, folder, watch);
      void announceFile(studio, result.rebuilt ? 'Built' : 'Up to date:', result.component);
      return result;
    }),
};

/** @throws the host's problem */
export async function buildFolder(studio: Studio, folder: string, watch: Watch): Promise<BuildResult> {
  const result = await studio.host.request('build', { folder }, watch);
  studio.problems.mark(result.findings);
  const how = result.rebuilt ? 'Built' : 'Up to date:';
  studio.output.appendLine(`${how} ${result.component} (${result.language}, world ${result.world})`);
  return result;
}
