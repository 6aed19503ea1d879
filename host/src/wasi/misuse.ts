import { HostError } from '../base/problem.ts';

/** Ends a guest that breaks a rule of a WASI interface for which the interface has no error. */
export function misuse(rule: string): HostError {
  return new HostError({
    code: 'wasi-misuse',
    message: `the guest was ended: ${rule}`,
    help: 'The guest, or a library in it, breaks a rule of WASI; every host traps here.',
  });
}
