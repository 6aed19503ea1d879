import { setFlagsFromString } from 'node:v8';

/** QuickJS and componentize-py place their data by `i32.add` in constant expressions: V8 has them from Node 22 on. */
const EXTENDED_CONST = 'experimental-wasm-extended-const';
const needsFlag = Number.parseInt(process.versions.node, 10) < 22;

/**
 * Compiles a core module. What a Node has behind a flag is on for this call alone: in threads that start while V8's
 * flags differ from those it was built with, Node compiles its own modules anew, which takes as long as the rest of
 * their start.
 */
export function compileWasm(bytes: Uint8Array): Promise<WebAssembly.Module> {
  if (!needsFlag) return WebAssembly.compile(bytes);
  setFlagsFromString(`--${EXTENDED_CONST}`);
  try {
    return WebAssembly.compile(bytes);
  } finally {
    setFlagsFromString(`--no-${EXTENDED_CONST}`);
  }
}

/** Whether an import may suspend the guest that called it (JSPI), which WASI 0.3 needs: Node 24 and newer. */
export const hasJspi = (): boolean => 'Suspending' in WebAssembly;
