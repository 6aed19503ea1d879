import manifest from '../../../toolkit/dist/manifest.json' with { type: 'json' };
import type { Toolkit } from '../../../server/src/compositions/toolkit.ts';
import { compileModules, toolkitBinary } from './core-modules.ts';

let modules: Promise<ReadonlyMap<string, WebAssembly.Module>> | undefined;

/** A fresh instance; only the first one reads and compiles (about 20 ms). */
export async function loadToolkit(): Promise<Toolkit> {
  const { instantiate } = await import('../../../toolkit/dist/toolkit.js');
  const compiled = await (modules ??= compileModules(
    toolkitBinary('dist/toolkit.wasm', 'toolkit.wasm'),
    manifest.coreModules,
  ));
  return instantiate((name) => compiled.get(name)!, {});
}
