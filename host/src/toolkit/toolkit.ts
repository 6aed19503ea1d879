import manifest from '../../../toolkit/dist/manifest.json' with { type: 'json' };
import { HostError } from '../base/problem.ts';
import type { Toolkit } from '../../../server/src/compositions/toolkit.ts';
import { toolkitProgram } from './core-modules.ts';

/** SHA-256 of the toolkit: a composition is a function of this and of the inputs. */
export const TOOLKIT_HASH = manifest.files['toolkit.wasm'].sha256;

const program = toolkitProgram<Toolkit>(
  'dist/toolkit.wasm',
  'toolkit.wasm',
  manifest.coreModules,
  async (module) => (await import('../../../toolkit/dist/toolkit.js')).instantiate(module, {}),
);

/**
 * Works with the toolkit, which is loaded when first used. An instance that trapped cannot be entered
 * again: it is dropped, and the next caller gets a new one.
 *
 * @param use must be done with the toolkit, and with every resource of it, when it returns
 * @throws HostError `toolkit-failed` after a trap; and whatever `use` throws
 */
export async function withToolkit<T>(use: (toolkit: Toolkit) => T): Promise<T> {
  const toolkit = await program.load();
  try {
    return use(toolkit);
  } catch (error) {
    if (error instanceof HostError) throw error;
    program.drop();
    throw new HostError({
      code: 'toolkit-failed',
      message: 'the composition toolkit gave up on this input',
      help: 'Something in it is nested too deeply or is malformed in an unexpected way. Please report it with the plan.',
      causes: [error instanceof Error ? error.message : String(error)],
    });
  }
}
