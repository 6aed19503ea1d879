import { waitOn } from '../../base/wait-on.ts';

/**
 * The limit of bytes that a guest's thread has sent and the host has not passed on yet: output and parts of responses.
 * A guest that writes faster than its reader reads waits here, in its own thread.
 */
const BOUND = 2_097_152;

/** Requests that a thread has at once, at most; each has a lane there. */
export const LANES = 256;

/** The bounds of the responses of a thread, one a lane. */
export const newResponseFlows = (): Int32Array => new Int32Array(new SharedArrayBuffer(4 * LANES));

/** Called by the guest's thread before it sends `bytes` bytes. */
export function takeRoom(cells: Int32Array, bytes: number, lane = 0): void {
  for (;;) {
    const used = Atomics.load(cells, lane);
    // A single message may be larger than the bound; it is sent when nothing else is buffered.
    if (used > 0 && used + bytes > BOUND) waitOn(cells, lane, used);
    else if (Atomics.compareExchange(cells, lane, used, used + bytes) === used) return;
  }
}

/** How many bytes go without waiting. */
export const roomIn = (cells: Int32Array, lane = 0): number => Math.max(0, BOUND - Atomics.load(cells, lane));

/** Whether nothing is buffered. */
export const isEmpty = (cell: Int32Array): boolean => Atomics.load(cell, 0) <= 0;

const STREAMS = ['stdout', 'stderr'] as const;

/** The output streams and responses whose readers are gone. */
export const newReaders = (): Int32Array =>
  new Int32Array(new SharedArrayBuffer(4 * (STREAMS.length + LANES)));

/** Why output cannot be written: its reader is gone, or the device is full or fails. */
const FAILURES = ['EPIPE', 'ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'] as const;
export type OutputFailure = (typeof FAILURES)[number];

/** Called by the host: the guest's later writes fail. @param code the system's name of the error, if there is one */
export const closeReader = (cell: Int32Array, stream: (typeof STREAMS)[number], code = 'EPIPE'): void => {
  const known = (FAILURES as readonly string[]).indexOf(code);
  Atomics.store(cell, STREAMS.indexOf(stream), known < 0 ? FAILURES.length : known + 1);
};

/** Called by the host, when the thread's next output has a reader. */
export const openReaders = (cell: Int32Array): void => void cell.fill(0, 0, STREAMS.length);

/** @returns undefined while output of the stream can be written */
export const outputFailure = (
  cell: Int32Array,
  stream: (typeof STREAMS)[number],
): OutputFailure | undefined => FAILURES[Atomics.load(cell, STREAMS.indexOf(stream)) - 1];

/** Called by the host when the client of the request `id` left: the guest's later writes fail. */
export const closeResponse = (cell: Int32Array, lane: number, id: number): void =>
  void Atomics.store(cell, STREAMS.length + lane, id);

/** A lane has one request at a time, so a later one is open again. */
export const isResponseClosed = (cell: Int32Array, lane: number, id: number): boolean =>
  Atomics.load(cell, STREAMS.length + lane) === (id | 0);

/** Called by the host when `bytes` bytes were written, or their reader is gone. */
export function giveRoom(cells: Int32Array, bytes: number, lane = 0): void {
  Atomics.sub(cells, lane, bytes);
  Atomics.notify(cells, lane);
}
