import manifest from '../../../toolkit/bindings/dist/manifest.json' with { type: 'json' };
import type { Root } from '../../../toolkit/bindings/dist/bindings.js';
import { toolkitProgram } from './core-modules.ts';

export type {
  Language as BindingsLanguage,
  Refusal,
} from '../../../toolkit/bindings/dist/interfaces/wit-studio-bindings-generators.js';

/** SHA-256 of the generators: what they write is a function of this and of the WIT. */
export const GENERATORS_HASH = manifest.files['bindings.wasm'].sha256;

/** wit-bindgen's generators (toolkit/bindings/wit/bindings.wit). */
export const bindingsGenerators = toolkitProgram<Root['generators']>(
  'bindings/dist/bindings.wasm',
  'bindings.wasm',
  manifest.coreModules,
  async (module) =>
    (await import('../../../toolkit/bindings/dist/bindings.js')).instantiate(module, {}).generators,
);
