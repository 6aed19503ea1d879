/** wasi:clocks 0.2 over the clocks of Node. */
import { Pollable } from './pollable.ts';
import { nowMs } from '../node/now.ts';

export const now = (): bigint => process.hrtime.bigint();

/** Milliseconds of `nowMs` at the monotonic clock's `instant` (nanoseconds). */
export const toDeadline = (instant: bigint): number => nowMs() + Number(instant - now()) / 1e6;

function subscribeInstant(instant: bigint | number): Pollable {
  const when = BigInt(instant);
  // As in wasmtime, an instant that has passed is ready at the second look: who polls it gives way to others.
  let isNew = now() >= when;
  return new Pollable(
    () => {
      const isReady = !isNew && now() >= when;
      isNew = false;
      return isReady;
    },
    () => toDeadline(when),
  );
}

const SECOND = 1_000_000_000n;
const MILLISECOND = 1_000_000n;

/** The offset of the wall clock from the monotonic clock; see `wallClockNs`. */
let ahead = BigInt(Date.now()) * MILLISECOND - now();

/**
 * Nanoseconds since 1970. Node's clock has milliseconds: the digits below come from the monotonic clock, as long as the
 * two agree; they stop agreeing when the system's clock is set.
 */
export function wallClockNs(): bigint {
  const known = BigInt(Date.now()) * MILLISECOND;
  const guess = now() + ahead;
  if (guess >= known && guess < known + MILLISECOND) return guess;
  ahead += (guess < known ? known : known + MILLISECOND - 1n) - guess;
  return now() + ahead;
}

function datetime(): { seconds: bigint; nanoseconds: number } {
  const ns = wallClockNs();
  return { seconds: ns / SECOND, nanoseconds: Number(ns % SECOND) };
}

export const clocks = {
  'wasi:clocks/monotonic-clock': {
    now,
    resolution: (): bigint => 1n,
    subscribeInstant,
    // A debugged guest counts in numbers.
    subscribeDuration: (length: bigint | number): Pollable => subscribeInstant(now() + BigInt(length)),
  },
  'wasi:clocks/wall-clock': { now: datetime, resolution: () => ({ seconds: 0n, nanoseconds: 1 }) },
};
