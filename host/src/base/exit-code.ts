import type { Problem } from '../protocol.ts';

/** The exit code of a run that ended with a problem, as in wasmtime 49: 134, that of an abort, after a trap or a time limit. */
export function exitCodeOf({ code, withoutTrap }: Problem): number {
  return code === 'guest-timeout' || (code === 'guest-trap' && !withoutTrap) ? 134 : 1;
}
