import manifest from '../../../toolkit/bindings/dist/manifest.json' with { type: 'json' };
import type { Root } from '../../../toolkit/bindings/dist/bindings.js';
import { toolkitProgram } from './core-modules.ts';

export type {
  Language as BindingsLanguage,
  Refusal,
} from '../../../toolkit/bindings/dist/interfaces/wit-studio-bindings-generators.js';
type Generators = Root['generators'];

/** SHA-256 of the generators: what they write is a function of this and of the WIT. */
export const GENERATORS_HASH = manifest.files['bindings.wasm'].sha256;

const program = toolkitProgram<Generators>(
  'bindings/dist/bindings.wasm',
  'bindings.wasm',
  manifest.coreModules,
  async (module) =>
    (await import('../../../toolkit/bindings/dist/bindings.js')).instantiate(module, {}).generators,
);

/**
 * Works with wit-bindgen's generators (toolkit/bindings/wit/bindings.wit), which are loaded when first used. After
 * a trap their instance is dropped, and the next caller gets a new one.
 */
export async function withGenerators<T>(use: (generators: Generators) => T): Promise<T> {
  const generators = await program.load();
  try {
    return use(generators);
  } catch (error) {
    if (!(error instanceof Error && 'payload' in error)) program.drop();
    throw error;
  }
}
