import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../files.ts';
import { HostError } from '../problem.ts';
import type { Transpiled } from './transpile.ts';

/** The compiled core modules of a component, by file name. Workers share them without compiling again. */
export type CoreModules = Readonly<Record<string, WebAssembly.Module>>;

/** The modules that stay compiled, by their bytes; the least recently used goes first. */
const MOST = 64;
const cache = new Map<string, Promise<WebAssembly.Module>>();

/**
 * Components share modules: every one in JavaScript has the same engine, and of one that was built again most
 * are what they were.
 * @throws HostError `component-invalid`
 */
export async function compile({ folder, manifest }: Transpiled): Promise<CoreModules> {
  const pairs = manifest.modules.map(async (name) => {
    const bytes = await readFile(join(folder, name));
    return [name, await compileOnce(bytes).catch(invalid)] as const;
  });
  return Object.fromEntries(await Promise.all(pairs));
}

function compileOnce(bytes: Uint8Array): Promise<WebAssembly.Module> {
  const hash = sha256(bytes);
  const module = cache.get(hash) ?? WebAssembly.compile(new Uint8Array(bytes));
  cache.delete(hash);
  cache.set(hash, module);
  module.catch(() => cache.delete(hash));
  for (const [oldest] of cache) if (cache.size > MOST) cache.delete(oldest);
  return module;
}

function invalid(error: unknown): never {
  throw new HostError({
    code: 'component-invalid',
    message: 'a core module of the component is not valid',
    causes: [(error as Error).message],
    help: 'Build it again; if it comes from elsewhere, it may be damaged or use what this Node.js does not know.',
  });
}
