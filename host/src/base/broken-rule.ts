/**
 * A guest gave the host what a rule of the Canonical ABI forbids: an address outside of its memory, a handle that it
 * does not have, bytes that are no text. A wasmtime reports an error then, and no trap.
 */
export class BrokenRule extends WebAssembly.RuntimeError {}
