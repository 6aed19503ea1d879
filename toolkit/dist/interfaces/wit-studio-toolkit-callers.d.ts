/** @module Interface wit-studio:toolkit/callers@0.1.0 **/
export function make(component: Uint8Array, import_: string, call: string): Uint8Array;
