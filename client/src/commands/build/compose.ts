import type { ComposeResult } from '../../../../host/src/protocol.ts';
import type { Watch } from '../../host/component-host.ts';
import { choosePlan } from '../../targets/choose.ts';
import { announceFile } from '../../ui/announce-file.ts';
import { sizeOf } from '../../viewer/page.ts';
import { runWithProgress } from '../../ui/run-with-progress.ts';
import type { Command, Studio } from '../../studio.ts';

/** Composes the components of a plan into one. */
export const compose: Command = {
  id: 'wit.compose',
  run: (studio, target) =>
    runWithProgress(studio, 'Composing', async (watch) => {
      const plan = await choosePlan(target);
      const result = plan === undefined ? undefined : await composePlan(studio, plan, watch);
      if (result) void announceFile(studio, 'Composed', result.component);
      return result;
    }),
};

/** @throws the host's problem */
export async function composePlan(studio: Studio, plan: string, watch: Watch): Promise<ComposeResult> {
  const result = await studio.host.request('compose', { plan }, watch);
  studio.output.appendLine(summary(result));
  return result;
}

function summary({ component, bytes, wires, imports, exports }: ComposeResult): string {
  const others = imports.filter((name) => !name.startsWith('wasi:'));
  const wasi = imports.length - others.length;
  return [
    `Composed ${component} (${sizeOf(bytes)})`,
    ...wires.map((wire) => `  ${wire.from} → ${wire.to}: ${wire.interface}`),
    ...exports.map((name) => `  exports ${name}`),
    ...others.map((name) => `  imports ${name}`),
    ...(wasi > 0 ? [`  uses ${wasi} ${wasi === 1 ? 'interface' : 'interfaces'} of WASI`] : []),
  ].join('\n');
}
