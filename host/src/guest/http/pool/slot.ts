import { availableParallelism } from 'node:os';
import type { GuestThread } from '../../guest-thread.ts';
import type { PendingRequest } from './pending-request.ts';
import { nowMs } from '../../../node/now.ts';

/** Threads that start as soon as a request waits; they stay. */
export const BASE_THREADS = Math.max(2, Math.min(8, availableParallelism()));
/** If each waiting guest blocks a thread, there may be many more threads than processors. */
const MOST_THREADS = 64;
/** A guest that computes for so long has its processor for itself: requests that wait get another thread. */
const LONG_MS = 200;

/** A thread of a server, and its state. */
export interface Slot {
  readonly thread: GuestThread;
  /** Its requests, by number: the running one, and those whose guests are suspended. */
  readonly requests: Map<number, Held>;
  /** The current request. */
  current: PendingRequest | undefined;
  /** Whether it waits for a request, as far as is known. */
  idle: boolean;
  /** A guest in it still runs after its request has ended. */
  isAbandoned: boolean;
  /** The time of a guest that computes behind its response is measured. */
  isTimed: boolean;
}

/** A thread that is to end, and does nothing but compute for so long, loops. */
const GRACE_MS = 500;
export const loops = ({ thread }: Slot): Promise<boolean> => thread.isBusyFor(GRACE_MS);

/** A request and its lane. */
interface Held {
  readonly request: PendingRequest;
  readonly lane: number;
}

/** Whether it takes no request although it counts as free: its guest computes behind its response. */
export const isOverlong = ({ thread, idle }: Slot, first: PendingRequest): boolean =>
  idle && !thread.isAsleep && first.came < nowMs() - LONG_MS;

/**
 * The useful number of threads: more than processors only if guests wait or compute for long; if all guests wait, as
 * many as allowed.
 * @param queued the number of requests that wait for a thread
 * @param first the oldest of them
 * @param concurrency the maximum of concurrent requests
 */
export function usefulThreads(
  slots: readonly Slot[],
  queued: number,
  first: PendingRequest,
  concurrency: number,
): number {
  const size = slots.length;
  if (queued === 0) return size;
  const count = (isCounted: (slot: Slot) => boolean): number => slots.filter(isCounted).length;
  const since = nowMs() - LONG_MS;
  const each = Math.max(1, ...slots.map(({ requests }) => requests.size));
  // Threads with guests that are suspended take requests by themselves, unless one of these guests computes.
  const areShared = each > 1 && slots.some(({ idle }) => idle);
  if (areShared) return first.came < since ? Math.min(size + 1, MOST_THREADS) : size;
  const asleep = count(({ thread }) => thread.isAsleep);
  const long = count(({ thread, current }) => !thread.isAsleep && (current?.begun ?? since) < since);
  const overlong = count((slot) => isOverlong(slot, first));
  const most = asleep === size ? MOST_THREADS : BASE_THREADS + asleep + long + overlong;
  return Math.min(most, concurrency + overlong, MOST_THREADS, size + Math.ceil(queued / each));
}
