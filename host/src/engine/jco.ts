/** jco's tools (wasm-tools and the bindings generator), loaded when first needed: they cost 100 ms and 6 MB. */

import type * as Bindgen from '@bytecodealliance/jco-transpile/component';
import type * as WasmTools from '@bytecodealliance/jco-transpile/wasm-tools';

let bindgen: Promise<typeof Bindgen> | undefined;
let wasmTools: Promise<typeof WasmTools> | undefined;

export function loadBindgen(): Promise<typeof Bindgen> {
  return (bindgen ??= openFiles()
    .then(() => import('@bytecodealliance/jco-transpile/component'))
    .then(async (module) => {
      await module.$init;
      return module;
    }));
}

export function loadWasmTools(): Promise<typeof WasmTools> {
  return (wasmTools ??= openFiles().then(() => import('@bytecodealliance/jco-transpile/wasm-tools')));
}

/**
 * The tools are components too and see no file unless granted one. The shim they run on serves only
 * them: guests get the WASI of host/src/wasi.
 */
async function openFiles(): Promise<void> {
  const { _setPreopens } = await import('@bytecodealliance/preview2-shim/filesystem');
  // Its declaration is the browser's, where a preopen is data and not a path.
  (_setPreopens as (paths: Record<string, string>) => void)({ '/': '/' });
}
