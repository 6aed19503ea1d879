import type { Problem } from '../protocol.ts';

/** Broken rules of the Canonical ABI about handles and encodings, and uncaught exceptions, which are no traps in wasmtime. */
const NO_TRAP =
  /unknown handle index|that is lent|owned resource while borrowed|borrow handles? still|borrowed handle is still|is not valid UTF-|^the guest trapped: an exception of WebAssembly/;

/** The exit code of a run that ended with a problem, as in wasmtime 49: 134, that of an abort, after a trap or a time limit. */
export function exitCodeOf({ code, message }: Problem): number {
  if (code === 'guest-timeout') return 134;
  return code === 'guest-trap' && !NO_TRAP.test(message) ? 134 : 1;
}
