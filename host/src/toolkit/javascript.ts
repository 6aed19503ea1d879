import manifest from '../../../toolkit/javascript/dist/manifest.json' with { type: 'json' };
import type { Root } from '../../../toolkit/javascript/dist/javascript.js';
import { toolkitProgram } from './core-modules.ts';

export type {
  File,
  ImportedFunction,
  InterfaceShape,
  Needs,
  Refusal,
  ResourceShape,
  Shape,
  Source,
  Wit,
} from '../../../toolkit/javascript/dist/interfaces/wit-studio-javascript-builder.js';

/** SHA-256 of the builder: its output is a function of this, of the WIT and of the script. */
export const BUILDER_HASH = manifest.files['javascript.wasm'].sha256;

/** The builder of JavaScript components (toolkit/javascript/wit/javascript.wit). */
export const scriptBuilder = toolkitProgram<Root['builder']>(
  'javascript/dist/javascript.wasm',
  'javascript.wasm',
  manifest.coreModules,
  async (module) =>
    (await import('../../../toolkit/javascript/dist/javascript.js')).instantiate(module, {}).builder,
);
