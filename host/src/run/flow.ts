/**
 * The bound on what a guest's thread has sent to the host and the host has not passed on yet: output and parts of
 * responses. A guest that writes faster than its reader reads waits here, in its own thread.
 */
const BOUND = 1_048_576;

/** Called by the guest's thread before it sends `bytes` bytes. */
export function takeRoom(cell: Int32Array, bytes: number): void {
  for (;;) {
    const used = Atomics.load(cell, 0);
    // A single message may be larger than the bound; it goes when nothing else is under way.
    if (used > 0 && used + bytes > BOUND) Atomics.wait(cell, 0, used);
    else if (Atomics.compareExchange(cell, 0, used, used + bytes) === used) return;
  }
}

/** How many bytes go without waiting. */
export const roomIn = (cell: Int32Array): number => Math.max(0, BOUND - Atomics.load(cell, 0));

/** Called by the host when `bytes` bytes have gone where they belong, or nobody takes them any more. */
export function giveRoom(cell: Int32Array, bytes: number): void {
  Atomics.sub(cell, 0, bytes);
  Atomics.notify(cell, 0);
}
