/**
 * wasi:io 0.2 for a guest that runs synchronously on its own thread.
 * Nothing here waits for an event loop: a stream is either ready or sleeps the thread (wake.ts).
 */
import { sleep, wakeCount } from './wake.ts';

/** Results of type `result<_, E>` are thrown as this by the bindings' convention: a bare value. */
export type StreamError =
  { readonly tag: 'closed' } | { readonly tag: 'last-operation-failed'; readonly val: IoError };

const closed = (): StreamError => ({ tag: 'closed' });

export class IoError extends Error {
  toDebugString(): string {
    return this.message;
  }
}

/** Something to wait for. */
export class Pollable {
  readonly #ready: () => boolean;
  readonly #deadline: () => number | undefined;

  /** `deadline`: milliseconds of `performance.now()` after which it will be ready by itself. */
  constructor(ready: () => boolean = () => true, deadline: () => number | undefined = () => undefined) {
    this.#ready = ready;
    this.#deadline = deadline;
  }

  ready(): boolean {
    return this.#ready();
  }

  block(): void {
    poll([this]);
  }

  static deadlineOf(pollable: Pollable): number | undefined {
    return pollable.#deadline();
  }
}

/** Indices of the pollables that are ready; sleeps until there is one. */
export function poll(pollables: readonly Pollable[]): Uint32Array {
  if (pollables.length === 0) throw new Error('wasi:io/poll: the list is empty');
  for (;;) {
    const seen = wakeCount();
    const ready = pollables.flatMap((pollable, index) => (pollable.ready() ? [index] : []));
    if (ready.length > 0) return Uint32Array.from(ready);
    const deadlines = pollables.flatMap((pollable) => Pollable.deadlineOf(pollable) ?? []);
    sleep(seen, Math.min(...deadlines));
  }
}

/** Where a stream's bytes come from. */
export interface Source {
  /** At most `limit` bytes, none while there are none yet, undefined at the end. Throws `IoError`. */
  read(limit: number): Uint8Array | undefined;
  /** Whether `read` gives bytes, the end or a failure. */
  ready(): boolean;
}

/** A source that never waits. */
export const readySource = (read: Source['read']): Source => ({ read, ready: () => true });

export class InputStream {
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  read(length: bigint): Uint8Array {
    const bytes = readOrFail(this.#source, toLength(length));
    if (bytes === undefined) throw closed();
    return bytes;
  }

  blockingRead(length: bigint): Uint8Array {
    if (length > 0n) this.subscribe().block();
    return this.read(length);
  }

  skip(length: bigint): bigint {
    return BigInt(this.read(length).length);
  }

  blockingSkip(length: bigint): bigint {
    return BigInt(this.blockingRead(length).length);
  }

  subscribe(): Pollable {
    return new Pollable(() => this.#source.ready());
  }
}

function readOrFail(source: Source, limit: number): Uint8Array | undefined {
  try {
    return source.read(limit);
  } catch (error) {
    throw failed(error);
  }
}

const failed = (error: unknown): StreamError => ({
  tag: 'last-operation-failed',
  val: error instanceof IoError ? error : new IoError('the operation failed'),
});

/** Where a stream's bytes go. Throws an `IoError` when they cannot. */
export type Sink = (bytes: Uint8Array) => void;

const PERMIT = 65_536n;

export class OutputStream {
  #sink: Sink | undefined;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** Ends the stream from the host's side: later writes fail with `closed`. */
  static close(stream: OutputStream): void {
    stream.#sink = undefined;
  }

  checkWrite(): bigint {
    if (!this.#sink) throw closed();
    return PERMIT;
  }

  write(contents: Uint8Array): void {
    if (!this.#sink) throw closed();
    if (contents.length === 0) return;
    try {
      this.#sink(contents);
    } catch (error) {
      this.#sink = undefined;
      throw failed(error);
    }
  }

  blockingWriteAndFlush(contents: Uint8Array): void {
    this.write(contents);
  }

  flush(): void {
    if (!this.#sink) throw closed();
  }

  blockingFlush(): void {
    this.flush();
  }

  subscribe(): Pollable {
    return new Pollable();
  }

  writeZeroes(length: bigint): void {
    this.write(new Uint8Array(toLength(length)));
  }

  blockingWriteZeroesAndFlush(length: bigint): void {
    this.writeZeroes(length);
  }

  splice(source: InputStream, length: bigint): bigint {
    const bytes = source.read(length);
    this.write(bytes);
    return BigInt(bytes.length);
  }

  blockingSplice(source: InputStream, length: bigint): bigint {
    source.subscribe().block();
    return this.splice(source, length);
  }
}

/** A `u64` length, kept to what one call may reasonably allocate. */
const toLength = (length: bigint): number => Number(length < 1_048_576n ? length : 1_048_576n);

/** A source that hands out `bytes` piece by piece. */
export function sourceOf(bytes: Uint8Array): Source {
  let at = 0;
  return readySource((limit) => {
    if (at >= bytes.length) return undefined;
    const piece = bytes.subarray(at, at + limit);
    at += piece.length;
    return piece;
  });
}

export const io = {
  'wasi:io/error': { Error: IoError },
  'wasi:io/poll': { Pollable, poll },
  'wasi:io/streams': { InputStream, OutputStream },
};
