import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transpiled } from './transpile.ts';

/** The compiled core modules of a component, by file name. Workers share them without compiling again. */
export type CoreModules = Readonly<Record<string, WebAssembly.Module>>;

/** Components whose compiled code is kept; the least recently used goes first. */
const KEPT = 8;
const cache = new Map<string, Promise<CoreModules>>();

export function compile(transpiled: Transpiled): Promise<CoreModules> {
  const modules = cache.get(transpiled.hash) ?? compileAll(transpiled);
  cache.delete(transpiled.hash);
  cache.set(transpiled.hash, modules);
  modules.catch(() => cache.delete(transpiled.hash));
  for (const [oldest] of cache) if (cache.size > KEPT) cache.delete(oldest);
  return modules;
}

async function compileAll({ folder, manifest }: Transpiled): Promise<CoreModules> {
  const pairs = manifest.modules.map(async (name) => {
    const bytes = await readFile(join(folder, name));
    return [name, await WebAssembly.compile(new Uint8Array(bytes))] as const;
  });
  return Object.fromEntries(await Promise.all(pairs));
}
