import { waitOn } from '../base/wait-on.ts';
import { nowMs } from '../node/now.ts';

/**
 * How a guest's thread sleeps until an external event. Each thread has one cell in shared memory, which the host
 * increments after it has sent input; a timer is a time limit of the same wait. A second cell counts the sleeping
 * threads, so that the host can tell a waiting guest from a computing one.
 */
let cell: Int32Array = newWakeCell();

export function newWakeCell(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(8));
}

const ASLEEP = 1;

let beforeSleep = (): void => {};

/** @param listener called whenever the thread of the guest is about to wait for something */
export function onSleep(listener: () => void): void {
  beforeSleep = listener;
}

/** Whether the guest of the thread that adopted the cell waits; asked by the host. */
export const isAsleep = (shared: Int32Array): boolean => Atomics.load(shared, ASLEEP) > 0;

/** Uses a cell that the host increments, in place of a local one. */
export function adoptWakeCell(shared: Int32Array): void {
  cell = shared;
}

/** The state of the cell: to be read before looking whether something is ready. */
export const wakeCount = (): number => Atomics.load(cell, 0);

/**
 * Sleeps until the cell has changed since `seen`, or until `deadline` (milliseconds of `nowMs`).
 * Returns at once when it has changed already.
 */
export function sleep(seen: number, deadline = Infinity): void {
  beforeSleep();
  Atomics.add(cell, ASLEEP, 1);
  try {
    waitOn(cell, 0, seen, Math.max(0, deadline - nowMs()));
  } finally {
    Atomics.sub(cell, ASLEEP, 1);
  }
}

let onSuspension = (): void => {};

/** @returns a promise that resolves when a guest of this thread is suspended next; the promise before never does */
export const nextSuspension = (): Promise<void> => new Promise((suspended) => (onSuspension = suspended));

/** The same for a guest that is suspended (JSPI), while its thread does other work. */
export async function until(isReady: () => boolean, deadline?: () => number): Promise<void> {
  if (isReady()) return;
  // Waiting for the cell does not keep Node's event loop alive.
  const hold = setInterval(() => {}, 2 ** 30);
  beforeSleep();
  onSuspension();
  Atomics.add(cell, ASLEEP, 1);
  try {
    for (;;) {
      const seen = wakeCount();
      if (isReady()) return;
      const rest = Math.max(0, (deadline?.() ?? Infinity) - nowMs());
      const wait = Atomics.waitAsync(cell, 0, seen, rest);
      if (wait.async) await wait.value;
    }
  } finally {
    Atomics.sub(cell, ASLEEP, 1);
    clearInterval(hold);
  }
}

/** A value, or a promise of one for which the guest is suspended. */
export type Awaitable<T> = T | Promise<T>;

let canSuspend = false;

/** Calls the host for a guest that can be suspended: what waits in `call`, and does not return before, gives a promise. */
export function suspendably<T>(call: () => T): T {
  canSuspend = true;
  try {
    return call();
  } finally {
    canSuspend = false;
  }
}

/**
 * The result of `then` once something is ready: the thread sleeps until then, or the guest is suspended where possible.
 * @param deadline milliseconds of `nowMs` after which it is ready by itself
 */
export function whenReady<T>(isReady: () => boolean, then: () => T, deadline?: () => number): Awaitable<T> {
  if (isReady()) return then();
  if (canSuspend) return until(isReady, deadline).then(then);
  for (;;) {
    const seen = wakeCount();
    if (isReady()) return then();
    sleep(seen, deadline?.());
  }
}

/** Wakes the thread that adopted the cell; called by the host. */
export function wake(shared: Int32Array): void {
  Atomics.add(shared, 0, 1);
  Atomics.notify(shared, 0);
}

/** Wakes what waits in this very thread. */
export const wakeThisThread = (): void => wake(cell);
