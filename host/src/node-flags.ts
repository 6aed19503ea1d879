import { setFlagsFromString } from 'node:v8';

/**
 * What V8 must be told to run guests, by the Node that needs it. Flags of WebAssembly may be set while
 * Node runs, as long as no module was compiled that needs them, so nobody has to be started with them.
 */
const V8_FLAGS = [
  // QuickJS and componentize-py place their data by `i32.add` in constant expressions.
  { flag: '--experimental-wasm-extended-const', until: 22 },
  // WASI 0.3: suspending WebAssembly (JSPI), on by default from Node 25.
  { flag: '--experimental-wasm-jspi', from: 24, until: 25 },
] as const;

export function enableWasmFeatures(): void {
  const major = Number.parseInt(process.versions.node, 10);
  for (const { flag, until, ...rest } of V8_FLAGS) {
    if (major < until && (!('from' in rest) || major >= rest.from)) setFlagsFromString(flag);
  }
}

/** Whether an import may suspend the guest that called it, which WASI 0.3 needs. */
export const hasJspi = (): boolean => 'Suspending' in WebAssembly;
