import { availableParallelism } from 'node:os';
import { problemOf } from '../problem.ts';
import type { BuildAllResult } from '../protocol.ts';
import { build, type BuildContext } from './build.ts';

/**
 * Builds folders side by side, as many as the machine has processors: a component is built from its sources and its
 * WIT, never from another component, so that their order does not matter. One that fails keeps none from being built.
 * @throws the signal's reason when it was aborted
 */
export async function buildAll(folders: readonly string[], context: BuildContext): Promise<BuildAllResult> {
  const waiting = [...folders.entries()];
  const outcomes: BuildAllResult['outcomes'][number][] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, folder] = next;
      outcomes[index] = await build(folder, context).then(
        (result) => ({ folder, result }),
        (error: unknown) => ({ folder, problem: problemOf(error) }),
      );
      context.signal.throwIfAborted();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return { outcomes };
}
