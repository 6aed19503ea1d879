/**
 * Whether what a guest's function threw is a trap, or an exception of WebAssembly that the guest did not catch: the
 * `err` of a result is thrown as it is.
 */
export const isTrap = (thrown: unknown): thrown is Error | WebAssembly.Exception =>
  thrown instanceof Error || thrown instanceof WebAssembly.Exception;
