import type { Slot } from './slot.ts';
import { isFree } from './slots.ts';

/**
 * The threads whose end costs the fewest requests, for a process that has to return memory: those without a request,
 * whose instances may hold what earlier requests left, or else the one that has computed for longest. Memory grows only
 * while a guest computes; V8 does not tell which thread has how much.
 */
export function cheapest(slots: readonly Slot[]): readonly Slot[] {
  const free = slots.filter(isFree);
  return free.length > 0 ? free : slots.toSorted(byNeed).slice(0, 1);
}

const byNeed = (one: Slot, other: Slot): number => computingSince(one) - computingSince(other);

/** In milliseconds; those that wait come last. */
const computingSince = ({ current, thread }: Slot): number =>
  current && !thread.isAsleep ? (current.begun ?? 0) : Number.MAX_VALUE;
