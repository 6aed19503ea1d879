/** The first thread of a guest's process forwards calls of its guests' threads to the host. */
import type { HostCall, HostResult } from './host-calls.ts';
import type { FromGuest, ToGuest } from './protocol.ts';

const waiting = new Map<number, (result: HostResult) => void>();
let last = 0;

export function forwardHostCall(call: HostCall, done: (result: HostResult) => void): void {
  const id = ++last;
  waiting.set(id, done);
  process.send?.({ kind: 'host-call', id, call } satisfies FromGuest);
}

/** Delivers the host's result to the calling thread. */
export function receiveHostResult({ id, result }: Extract<ToGuest, { kind: 'host-result' }>): void {
  waiting.get(id)?.(result);
  waiting.delete(id);
}
