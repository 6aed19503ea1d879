import { readFile } from 'node:fs/promises';
import manifest from '../../../toolkit/dist/manifest.json' with { type: 'json' };
import type { Root } from '../../../toolkit/dist/toolkit.js';

/** The toolkit's interfaces (toolkit/wit/toolkit.wit). Calls are synchronous. */
export type Toolkit = Pick<Root, 'describe' | 'graph' | 'document'>;
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

const fromSources = import.meta.url.endsWith('.ts');
const binary = new URL(
  fromSources ? '../../../toolkit/dist/toolkit.wasm' : '../host/toolkit.wasm',
  import.meta.url,
);

let modules: Promise<ReadonlyMap<string, WebAssembly.Module>> | undefined;

/** A fresh instance; only the first one reads and compiles (about 20 ms). */
export async function loadToolkit(): Promise<Toolkit> {
  const { instantiate } = await import('../../../toolkit/dist/toolkit.js');
  const compiled = await (modules ??= compileModules());
  return instantiate((name) => compiled.get(name)!, {});
}

/** The core modules are compiled from where they lie in the component: they do not ship twice. */
async function compileModules(): Promise<ReadonlyMap<string, WebAssembly.Module>> {
  const component = await readFile(binary);
  const entries = Object.entries(manifest.coreModules).map(async ([name, { start, end }]) => {
    return [name, await WebAssembly.compile(component.subarray(start, end))] as const;
  });
  return new Map(await Promise.all(entries));
}
