/** wasi:clocks 0.3: waiting is a call that suspends. */
import { now, toDeadline, wallClockNs } from '../clocks.ts';
import { until } from '../wake.ts';
import { cancellable } from './cancellable.ts';

const SECOND = 1_000_000_000n;

export interface Instant {
  readonly seconds: bigint;
  readonly nanoseconds: number;
}

/** @param ns since 1970 */
export function toInstant(ns: bigint): Instant {
  const nanoseconds = ((ns % SECOND) + SECOND) % SECOND;
  return { seconds: (ns - nanoseconds) / SECOND, nanoseconds: Number(nanoseconds) };
}

/** A time in the past resolves at once, without a turn of others, as in wasmtime. */
function waitUntil(when: bigint): Promise<void> | undefined {
  const isOver = (): boolean => now() >= when;
  if (isOver()) return undefined;
  return cancellable((isCancelled) =>
    until(
      () => isCancelled() || isOver(),
      () => toDeadline(when),
    ),
  );
}

export const clocks = {
  'wasi:clocks/monotonic-clock@0.3': {
    now,
    getResolution: (): bigint => 1n,
    waitUntil,
    waitFor: (length: bigint): Promise<void> | undefined => waitUntil(now() + length),
  },
  'wasi:clocks/system-clock@0.3': {
    now: (): Instant => toInstant(wallClockNs()),
    getResolution: (): bigint => 1n,
  },
};
