import type { Exports } from '../engine/instantiate.ts';
import { HostError } from '../problem.ts';
import { Exit } from '../wasi/cli.ts';

/**
 * Calls `wasi:cli/run`.
 * @returns the exit code as wasmtime gives it: 0, 1 when `run` returns an error, or what `exit` said
 */
export async function runCommand(instance: Exports): Promise<number> {
  const run = (instance['run'] as { run?: () => unknown } | undefined)?.run;
  if (!run) throw notACommand(instance);
  try {
    await run();
    return 0;
  } catch (error) {
    if (error instanceof Exit) return error.code;
    // The `err` of a result is thrown as it is, here undefined; an Error is a trap.
    if (error instanceof Error) throw error;
    return 1;
  }
}

function notACommand(instance: Exports): HostError {
  const others = Object.keys(instance).filter((name) => !name.includes(':'));
  return new HostError({
    code: 'not-a-command',
    message: `the component does not export wasi:cli/run; it exports ${others.join(', ') || 'nothing'}`,
    help: 'Call one of its functions (`--invoke`), or serve it when it exports wasi:http/incoming-handler.',
  });
}
