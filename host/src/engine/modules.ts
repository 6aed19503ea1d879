import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../base/files.ts';
import { compileWasm, type Compilation } from '../node/flags.ts';
import { HostError } from '../base/problem.ts';
import type { Transpiled } from './transpile.ts';

/** The compiled core modules of a component, by file name. Workers share them without compiling again. */
export type CoreModules = Readonly<Record<string, WebAssembly.Module>>;

/** The modules that stay compiled, by their bytes; the least recently used goes first. */
const MOST = 64;
/** Bytes of a module that is compiled within a tenth of a second. */
const MOST_EAGER = 4 * 2 ** 20;
const cache = new Map<string, Promise<WebAssembly.Module>>();

/**
 * Components share modules: every one in JavaScript has the same engine, and most modules of a new build are unchanged.
 * @param compilation `eager` for modules that will be called many times; too large ones stay lazy
 * @throws HostError `component-unsupported`
 */
export async function compile(
  { folder, manifest }: Transpiled,
  compilation: Compilation = 'lazy',
): Promise<CoreModules> {
  const pairs = manifest.modules.map(async (name) => {
    const bytes = await readFile(join(folder, name));
    const how = bytes.length > MOST_EAGER ? 'lazy' : compilation;
    return [name, await compileOnce(bytes, how).catch(unsupported)] as const;
  });
  return Object.fromEntries(await Promise.all(pairs));
}

function compileOnce(bytes: Uint8Array, compilation: Compilation): Promise<WebAssembly.Module> {
  const hash = sha256(bytes);
  const module = cache.get(hash) ?? compileWasm(new Uint8Array(bytes), compilation);
  cache.delete(hash);
  cache.set(hash, module);
  module.catch(() => cache.delete(hash));
  for (const [oldest] of cache) if (cache.size > MOST) cache.delete(oldest);
  return module;
}

/** The generator of bindings has validated it: it is this Node.js that knows less. */
function unsupported(error: unknown): never {
  throw new HostError({
    code: 'component-unsupported',
    message: `Node.js ${process.versions.node} cannot compile a core module of the component, which is valid`,
    causes: [(error as Error).message],
    help: 'Use a newer Node.js. In VS Code, name its program in the setting wit.host.node; the command line uses the Node.js that starts it.',
  });
}
