import { compose } from '../../host/src/compose/compose.ts';
import type { BuildResult, ComposeParams, ComposeResult } from '../../host/src/protocol.ts';
import { buildFolder } from './build-folder.ts';
import { storage } from './storage.ts';
import { interruptible } from './interrupt.ts';

interface Building {
  /** Whether the parts are to be debugged in their sources. */
  readonly debug?: boolean;
  /** Gets each folder that was built. */
  readonly built?: (folder: string, result: BuildResult) => void;
}

/**
 * Composes, and builds the folders of a plan. An interrupted command ends all builds of it.
 * @throws Interrupted, and what composing throws
 */
export const composeInterruptible = (
  params: ComposeParams,
  { debug = false, built }: Building = {},
): Promise<ComposeResult> =>
  interruptible((signal) => {
    const build = async (folder: string): Promise<string> => {
      const result = await buildFolder(folder, debug, signal);
      built?.(folder, result);
      return result.component;
    };
    return compose(params, { build, signal, storage: storage() });
  });
