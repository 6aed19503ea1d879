import manifest from '../../../toolkit/engine/dist/manifest.json' with { type: 'json' };
import type { Root } from '../../../toolkit/engine/dist/engine.js';
import { compileModules, toolkitBinary } from './core-modules.ts';

export type {
  Generated,
  Refusal,
} from '../../../toolkit/engine/dist/interfaces/wit-studio-engine-bindings.js';
type Bindings = Root['bindings'];

/** SHA-256 of the generator: what it writes is a function of this, of the component and of the options. */
export const GENERATOR_HASH = manifest.files['engine.wasm'].sha256;

let modules: Promise<ReadonlyMap<string, WebAssembly.Module>> | undefined;
let instance: Promise<Bindings> | undefined;

/**
 * jco's generator of bindings (toolkit/engine/wit/engine.wit). A call is synchronous; one that throws something
 * else than a refusal has trapped, and `dropBindings` is due.
 */
export function loadBindings(): Promise<Bindings> {
  return (instance ??= instantiate());
}

/** The next call of `loadBindings` gets a new instance. */
export function dropBindings(): void {
  instance = undefined;
}

async function instantiate(): Promise<Bindings> {
  const { instantiate: start } = await import('../../../toolkit/engine/dist/engine.js');
  const binary = toolkitBinary('engine/dist/engine.wasm', 'engine.wasm');
  const compiled = await (modules ??= compileModules(binary, manifest.coreModules));
  return start((name) => compiled.get(name)!, {}).bindings;
}
