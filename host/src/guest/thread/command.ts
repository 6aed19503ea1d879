import type { Exports } from '../../engine/instantiate.ts';
import { abbreviate } from '../../base/abbreviate.ts';
import { HostError } from '../../base/problem.ts';
import { newest } from './newest.ts';
import { Exit } from '../../wasi/cli.ts';
import { isTrap } from '../../base/is-trap.ts';
import { lastPieces } from '../../wasi/p3/cli.ts';

/**
 * Calls `wasi:cli/run`.
 * @returns the exit code as in wasmtime: 0, 1 when `run` returns an error, or the code given to `exit`
 */
export async function runCommand(instance: Exports): Promise<number> {
  const run = newestRun(instance);
  if (!run) throw notACommand();
  try {
    await run();
    await lastPieces();
    return 0;
  } catch (error) {
    if (error instanceof Exit) return error.code;
    // The `err` of a result is thrown as it is, here undefined.
    if (isTrap(error)) throw error;
    return 1;
  }
}

type Run = () => unknown;

/** Some toolchains add an empty one of 0.2 to a component for 0.3. */
const newestRun = (instance: Exports): Run | undefined =>
  (instance[newest(instance, 'wasi:cli/run') ?? 'run'] as { run?: Run } | undefined)?.run;

const HOW =
  'A function is called by `wit-studio invoke COMPONENT`, HTTP requests are answered by `wit-studio serve COMPONENT`; in VS Code by “WIT: Run” and “WIT: Serve”.';

/** @param exported names in WIT, as far as they are known: a guest's thread knows those of the bindings only */
export function notACommand(exported: readonly string[] = []): HostError {
  return new HostError({
    code: 'not-a-command',
    message: 'the component does not export wasi:cli/run',
    help: `${exported.length > 0 ? `It exports ${abbreviate(exported)}. ` : ''}${HOW}`,
  });
}
