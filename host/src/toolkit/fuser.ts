import manifest from '../../../toolkit/fuse/dist/manifest.json' with { type: 'json' };
import type { Root } from '../../../toolkit/fuse/dist/fuse.js';
import { compileModules, toolkitBinary } from './core-modules.ts';

export type { Refusal } from '../../../toolkit/fuse/dist/interfaces/wit-studio-fuse-fusing.js';
type Fuser = Root['fusing'];

let modules: Promise<ReadonlyMap<string, WebAssembly.Module>> | undefined;
let instance: Promise<Fuser> | undefined;

/**
 * Makes one core module of a component's (toolkit/fuse/wit/fuse.wit). A call is synchronous; one that throws
 * something else than a refusal has trapped, and `dropFuser` is due.
 */
export function loadFuser(): Promise<Fuser> {
  return (instance ??= instantiate());
}

/** The next call of `loadFuser` gets a new instance. */
export function dropFuser(): void {
  instance = undefined;
}

async function instantiate(): Promise<Fuser> {
  const { instantiate: start } = await import('../../../toolkit/fuse/dist/fuse.js');
  const binary = toolkitBinary('fuse/dist/fuse.wasm', 'fuse.wasm');
  const compiled = await (modules ??= compileModules(binary, manifest.coreModules));
  return start((name) => compiled.get(name)!, {}).fusing;
}
