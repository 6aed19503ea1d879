import manifest from '../../../toolkit/dist/manifest.json' with { type: 'json' };
import type { Root } from '../../../toolkit/dist/toolkit.js';
import { compileModules, toolkitBinary } from './core-modules.ts';

/** The toolkit's interfaces (toolkit/wit/toolkit.wit). Calls are synchronous. */
export type Toolkit = Pick<Root, 'describe' | 'graph' | 'document' | 'packages'>;
export type { Description } from '../../../toolkit/dist/interfaces/wit-studio-toolkit-describe.js';
export type {
  Composed as ComposedDocument,
  Diagnostic,
  PackageName,
} from '../../../toolkit/dist/interfaces/wit-studio-toolkit-document.js';
export type {
  Conflict,
  EncodeError,
  Graph,
  Mismatch,
  WireError,
} from '../../../toolkit/dist/interfaces/wit-studio-toolkit-graph.js';

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
