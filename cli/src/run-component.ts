import { residentAddress } from '../../host/src/resident/address.ts';
import { runInResident, startResident } from '../../host/src/resident/client.ts';
import type { RunParams, RunResult } from '../../host/src/protocol.ts';
import { usesResident } from './caller.ts';
import { runContext } from './context.ts';
import { storage } from './storage.ts';

/** The parameters of a run on the command line. */
export interface RunRequest {
  /** As it was written: a built component, a folder or a plan. */
  readonly component: string;
  readonly params: Omit<RunParams, 'component'>;
}

/**
 * Runs a component with the standard streams of this process: in the resident host, which starts with the first run
 * and spares the later ones most of their start, or here.
 * @throws HostError what `run` of the host throws
 */
export async function runComponent(params: RunParams): Promise<RunResult> {
  const address = usesResident() && params.trace === undefined ? residentAddress() : undefined;
  if (address === undefined) return runInProcess(params);
  const result = await runInResident(address, {
    kind: 'run',
    params,
    storage: storage(),
    project: process.cwd(),
  });
  if (result) return result;
  try {
    return await runInProcess(params);
  } finally {
    await startResident(address);
  }
}

/** Loaded when it is needed: the resident host has it. */
async function runInProcess(params: RunParams): Promise<RunResult> {
  const { run } = await import('../../host/src/run/run.ts');
  return run(params, runContext({ stdin: 'inherit' }));
}
