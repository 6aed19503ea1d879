import { setFlagsFromString } from 'node:v8';

/** QuickJS and componentize-py place their data by `i32.add` in constant expressions: V8 has them from Node 22 on. */
const EXTENDED_CONST = {
  on: '--experimental-wasm-extended-const',
  off: '--no-experimental-wasm-extended-const',
};
const NOT_LAZY = { on: '--no-wasm-lazy-compilation', off: '--wasm-lazy-compilation' };
const needsFlag = Number.parseInt(process.versions.node, 10) < 22;

/** Lazy: functions are compiled at their first call. Eager: all of them now, on all processors, while this thread waits. */
export type Compilation = 'lazy' | 'eager';

/**
 * Compiles a core module. Flags of V8 are set for this call alone: the first thread that starts after a change of flags
 * compiles all of Node's own modules again, which takes as long as the rest of its start.
 */
export function compileWasm(bytes: Uint8Array, compilation: Compilation): Promise<WebAssembly.Module> {
  const flags = [...(needsFlag ? [EXTENDED_CONST] : []), ...(compilation === 'eager' ? [NOT_LAZY] : [])];
  for (const { on } of flags) setFlagsFromString(on);
  try {
    // V8 reads the flag about laziness some time after an asynchronous call.
    return compilation === 'eager'
      ? Promise.resolve(new WebAssembly.Module(bytes))
      : WebAssembly.compile(bytes);
  } catch (error) {
    return Promise.reject(error as Error);
  } finally {
    for (const { off } of flags) setFlagsFromString(off);
  }
}

/** Whether an import may suspend the guest that called it (JSPI), which WASI 0.3 needs: Node 24 and newer. */
export const hasJspi = (): boolean => 'Suspending' in WebAssembly;

/** `(module (memory 1) (memory 1))` */
export const TWO_MEMORIES = [0, 97, 115, 109, 1, 0, 0, 0, 5, 5, 2, 0, 1, 0, 1] as const;

let multiMemory: boolean | undefined;
/** V8 has several memories from 12 on (Node 22). */
export function supportsMultiMemory(): boolean {
  return (multiMemory ??= WebAssembly.validate(Uint8Array.from(TWO_MEMORIES)));
}
