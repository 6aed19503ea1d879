import manifest from '../../../toolkit/fuse/dist/manifest.json' with { type: 'json' };
import type { Root } from '../../../toolkit/fuse/dist/fuse.js';
import { toolkitProgram } from './core-modules.ts';

export type { Refusal } from '../../../toolkit/fuse/dist/interfaces/wit-studio-fuse-fusing.js';

/** SHA-256 of the program: its output is a function of this and of the component. */
export const FUSER_HASH = manifest.files['fuse.wasm'].sha256;

/**
 * Makes one core module of a component's (toolkit/fuse/wit/fuse.wit). A call is synchronous; one that throws
 * something else than a refusal has trapped, and `drop` is due.
 */
export const fuser = toolkitProgram<Root['fusing']>(
  'fuse/dist/fuse.wasm',
  'fuse.wasm',
  manifest.coreModules,
  async (module) => (await import('../../../toolkit/fuse/dist/fuse.js')).instantiate(module, {}).fusing,
);
