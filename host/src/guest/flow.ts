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

/** Whether nothing is under way. */
export const isEmpty = (cell: Int32Array): boolean => Atomics.load(cell, 0) <= 0;

const STREAMS = ['stdout', 'stderr'] as const;

/** Which of a guest's streams of output, and which response, nobody reads any more. */
export const newReaders = (): Int32Array => new Int32Array(new SharedArrayBuffer(12));

/** Called by the host: the guest's later writes fail. */
export const closeReader = (cell: Int32Array, stream: (typeof STREAMS)[number]): void =>
  void Atomics.store(cell, STREAMS.indexOf(stream), 1);

export const isReaderGone = (cell: Int32Array, stream: (typeof STREAMS)[number]): boolean =>
  Atomics.load(cell, STREAMS.indexOf(stream)) === 1;

const RESPONSE = STREAMS.length;

/** Called by the host when the client of the request `id` left: the guest's later writes fail. */
export const closeResponse = (cell: Int32Array, id: number): void => void Atomics.store(cell, RESPONSE, id);

/** A thread answers one request at a time, so a later one is open again. */
export const isResponseClosed = (cell: Int32Array, id: number): boolean =>
  Atomics.load(cell, RESPONSE) === (id | 0);

/** Called by the host when `bytes` bytes have gone where they belong, or nobody takes them any more. */
export function giveRoom(cell: Int32Array, bytes: number): void {
  Atomics.sub(cell, 0, bytes);
  Atomics.notify(cell, 0);
}
