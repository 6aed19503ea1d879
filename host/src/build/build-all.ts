import { problemOf } from '../base/problem.ts';
import type { BuildAllResult } from '../protocol.ts';
import { sideBySide } from '../base/side-by-side.ts';
import { build } from './build.ts';
import type { BuildContext } from './context.ts';

/**
 * Builds folders side by side: a component is built from its sources and its WIT, never from another component, so
 * that their order does not matter. A failure does not prevent other builds.
 * @throws the signal's reason when it was aborted
 */
export async function buildAll(folders: readonly string[], context: BuildContext): Promise<BuildAllResult> {
  const outcomes = await sideBySide(folders, async (folder): Promise<BuildAllResult['outcomes'][number]> => {
    try {
      return { folder, result: await build(folder, context) };
    } catch (error) {
      context.signal.throwIfAborted();
      return { folder, problem: problemOf(error) };
    }
  });
  context.signal.throwIfAborted();
  return { outcomes };
}
