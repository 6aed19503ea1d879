import manifest from '../../../toolkit/engine/dist/manifest.json' with { type: 'json' };
import type { Root } from '../../../toolkit/engine/dist/engine.js';
import { toolkitProgram } from './core-modules.ts';

export type {
  Generated,
  Refusal,
} from '../../../toolkit/engine/dist/interfaces/wit-studio-engine-bindings.js';

/** SHA-256 of the generator: its output is a function of this, of the component and of the options. */
export const GENERATOR_HASH = manifest.files['engine.wasm'].sha256;

/**
 * jco's generator of bindings (toolkit/engine/wit/engine.wit). A call is synchronous; one that throws something
 * else than a refusal has trapped, and `drop` is due.
 */
export const generator = toolkitProgram<Root['bindings']>(
  'engine/dist/engine.wasm',
  'engine.wasm',
  manifest.coreModules,
  async (module) => (await import('../../../toolkit/engine/dist/engine.js')).instantiate(module, {}).bindings,
);
