import { residentAddress } from '../../host/src/resident/address.ts';
import { runInResident, startResident } from '../../host/src/resident/client.ts';
import type { RunParams, RunResult } from '../../host/src/protocol.ts';
import { runContext, storage } from './context.ts';

/**
 * Runs a component with the standard streams of this process: in the resident host, which starts with the first run
 * and spares the later ones most of their start, or here.
 * @throws HostError what `run` of the host throws
 */
export async function runComponent(params: RunParams): Promise<RunResult> {
  const address = usesResident() && params.trace === undefined ? residentAddress() : undefined;
  if (address === undefined) return runHere(params);
  const result = await runInResident(address, { params, storage: storage(), project: process.cwd() });
  if (result) return result;
  try {
    return await runHere(params);
  } finally {
    await startResident(address);
  }
}

/** A host that stays behind is of no use to a build, and nobody would look for it there. */
const usesResident = (): boolean => {
  const wish = process.env['WIT_STUDIO_RESIDENT'];
  return wish === undefined ? !process.env['CI'] : wish !== '0';
};

/** Loaded when it is needed: the resident host has it. */
async function runHere(params: RunParams): Promise<RunResult> {
  const { run } = await import('../../host/src/run/run.ts');
  return run(params, runContext({ stdin: 'inherit' }));
}
