import { compose } from '../../host/src/compose/compose.ts';
import type { BuildResult, ComposeParams, ComposeResult } from '../../host/src/protocol.ts';
import { buildFolder, type BuildHow } from './build-folder.ts';
import { storage } from './storage.ts';
import { interruptible } from './interrupt.ts';

interface Building extends BuildHow {
  /** Gets each folder that was built. */
  readonly built?: (folder: string, result: BuildResult) => void;
}

/**
 * Composes, and builds the folders of a plan. An interrupted command ends all builds of it.
 * @throws Interrupted, and what composing throws
 */
export const composeInterruptible = (
  params: ComposeParams,
  { built, ...how }: Building = {},
): Promise<ComposeResult> =>
  interruptible((signal) => {
    const build = async (folder: string): Promise<string> => {
      const result = await buildFolder(folder, how, signal);
      built?.(folder, result);
      return result.component;
    };
    return compose(params, { build, signal, storage: storage() });
  });
