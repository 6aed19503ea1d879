import { readFileSync } from 'node:fs';
import { countMemory } from '../../engine/linked/modules/counted.ts';
import { noteCounted } from '../../engine/linked/modules/counted-frames.ts';
import type { Counting } from '../../engine/linked/program.ts';
import type { CoreModules } from '../../engine/modules.ts';
import { nameOf } from './source-frames.ts';

/** The size of a module that is rewritten within some tenths of a second, while its requests wait. */
const MOST_BYTES = 4 * 2 ** 20;

/** @param folder that has the core modules */
export function countingIn(folder: URL, compiled: CoreModules): Counting {
  return (files) => {
    const all = files.map((file) => countedModule(new URL(file, folder), compiled[file]!));
    return all.every((one) => one !== undefined) ? all : undefined;
  };
}

/** The module with counted memory; a module without memory stays as it is. Undefined where it cannot be counted. */
function countedModule(file: URL, compiled: WebAssembly.Module): WebAssembly.Module | undefined {
  const isMemory = ({ kind }: { readonly kind: string }): boolean => kind === 'memory';
  if (WebAssembly.Module.imports(compiled).some(isMemory)) return undefined;
  if (!WebAssembly.Module.exports(compiled).some(isMemory)) return compiled;
  const bytes = readFileSync(file);
  const counted = bytes.length > MOST_BYTES ? undefined : countMemory(bytes);
  if (!counted) return undefined;
  try {
    const module = new WebAssembly.Module(new Uint8Array(counted.bytes));
    noteCounted(nameOf(module) ?? '', counted.originalOffset);
    return module;
  } catch (error) {
    // A function may be at the limit of V8 for its length or its locals.
    if (error instanceof WebAssembly.CompileError) return undefined;
    throw error;
  }
}
