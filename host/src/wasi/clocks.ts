/** wasi:clocks 0.2 over the clocks of Node. */
import { Pollable } from './io.ts';

const now = (): bigint => process.hrtime.bigint();

/** Milliseconds of `performance.now()` at the monotonic clock's `instant` (nanoseconds). */
const toDeadline = (instant: bigint): number => performance.now() + Number(instant - now()) / 1e6;

function subscribeInstant(instant: bigint | number): Pollable {
  const when = BigInt(instant);
  return new Pollable(
    () => now() >= when,
    () => toDeadline(when),
  );
}

function datetime(): { seconds: bigint; nanoseconds: number } {
  const ms = Date.now();
  return { seconds: BigInt(Math.floor(ms / 1000)), nanoseconds: (ms % 1000) * 1e6 };
}

export const clocks = {
  'wasi:clocks/monotonic-clock': {
    now,
    resolution: (): bigint => 1n,
    subscribeInstant,
    // A debugged guest counts in numbers.
    subscribeDuration: (length: bigint | number): Pollable => subscribeInstant(now() + BigInt(length)),
  },
  'wasi:clocks/wall-clock': { now: datetime, resolution: () => ({ seconds: 0n, nanoseconds: 1_000_000 }) },
};
