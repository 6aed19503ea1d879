import { Children } from './children.ts';
import { InputStream } from './input-stream.ts';
import { misuse } from './misuse.ts';
import { Pollable } from './pollable.ts';
import { whenReady, type Awaitable } from './wake.ts';
import { closed, failed, type IoError, type StreamError } from './stream-error.ts';

/** Receives a stream's bytes. Throws an `IoError` when it cannot. */
export type Sink = (bytes: Uint8Array) => void;

/** The sink of an output stream. */
export interface OutputOptions {
  /** Bytes that go at once; a guest that asks before it writes waits while there is no room. */
  readonly room?: () => number;
  /** The most bytes that `check-write` permits. */
  readonly most?: number;
  /**
   * Whether bytes go their way after the call, as those of files do: nothing more is permitted until the guest has
   * flushed, or waited for the stream, and then a failure shows.
   */
  readonly later?: boolean;
  /** Whether the reader is gone: the stream is closed then. */
  readonly isClosed?: () => boolean;
  /** The error by which each call fails from now on. */
  readonly failure?: () => IoError | undefined;
  /** Whether each write, also the first, needs a `check-write` that permits it. */
  readonly permits?: boolean;
  /** Waits until bytes have taken their way, or cannot. */
  readonly settle?: () => void;
  /** Called when the guest drops the stream. */
  readonly onDrop?: () => void;
}

const PERMIT = 65_536;
/** The most that a call may write that also flushes (wasi:io/streams). */
const MOST_AT_ONCE = 4096;

/**
 * `output-stream` of wasi:io 0.2.
 * https://github.com/WebAssembly/wasi-io/blob/main/wit/streams.wit
 */
export class OutputStream {
  #sink: Sink | undefined;
  readonly #options: OutputOptions;
  readonly #children = new Children();
  /** Bytes of an earlier call may still be on their way. */
  #isPending = false;
  #permitted = 0;
  #failure: StreamError | undefined;

  constructor(sink: Sink, options: OutputOptions = {}) {
    this.#sink = sink;
    this.#options = options;
  }

  /** Ends the stream from the host's side: later writes fail with `closed`. */
  static close(stream: OutputStream): void {
    stream.#sink = undefined;
  }

  checkWrite(): bigint {
    if (this.#isPending) return 0n;
    this.#requireOpen();
    this.#permitted = this.#room();
    return BigInt(this.#permitted);
  }

  write(contents: Uint8Array): void {
    if (this.#isPending) throw misuse('it writes to a file again before check-write permits it');
    const sink = this.#requireOpen();
    // A file fails also where nothing is written.
    if (contents.length === 0 && !this.#options.later) return;
    if (this.#options.permits && contents.length > this.#permitted)
      throw misuse(`it writes ${contents.length} bytes where check-write permits ${this.#permitted}`);
    this.#permitted = 0;
    try {
      sink(contents);
    } catch (error) {
      this.#failure = failed(error);
    }
    if (this.#options.later) this.#isPending = true;
    else this.#requireOpen();
  }

  blockingWriteAndFlush(contents: Uint8Array): Awaitable<void> {
    requireShort(contents.length, 'blocking-write-and-flush');
    return whenReady(
      () => OutputStream.#isReady(this, contents.length),
      () => {
        this.checkWrite();
        this.write(contents);
        this.blockingFlush();
      },
    );
  }

  flush(): void {
    this.#requireOpen();
  }

  blockingFlush(): void {
    this.#isPending = false;
    this.flush();
    if (!this.#options.settle) return;
    this.#options.settle();
    this.#requireOpen();
  }

  subscribe(): Pollable {
    return new Pollable(
      () => OutputStream.#isReady(this),
      () => undefined,
      this.#children.add(),
    );
  }

  writeZeroes(length: bigint): void {
    if (length > this.#room()) throw misuse('it writes more zeroes than check-write allows');
    this.write(new Uint8Array(Number(length)));
  }

  blockingWriteZeroesAndFlush(length: bigint): Awaitable<void> {
    requireShort(length, 'blocking-write-zeroes-and-flush');
    return this.blockingWriteAndFlush(new Uint8Array(Number(length)));
  }

  splice(source: InputStream, length: bigint): bigint {
    const permit = this.checkWrite();
    if (permit === 0n) return 0n;
    const bytes = source.read(length < permit ? length : permit);
    this.write(bytes);
    return BigInt(bytes.length);
  }

  blockingSplice(source: InputStream, length: bigint): Awaitable<bigint> {
    return whenReady(
      () => OutputStream.#isReady(this) && (length === 0n || InputStream.isReady(source)),
      () => this.splice(source, length),
    );
  }

  /** @throws StreamError the failure of an earlier write, once; `closed` from then on */
  #requireOpen(): Sink {
    const broken = this.#options.failure?.();
    if (broken) throw failed(broken);
    if (this.#options.isClosed?.()) this.#sink = undefined;
    const failure = this.#failure;
    if (failure) {
      this.#failure = undefined;
      this.#sink = undefined;
      throw failure;
    }
    if (!this.#sink) throw closed();
    return this.#sink;
  }

  /** Whether it takes `length` bytes without waiting, or is closed. */
  static #isReady(stream: OutputStream, length = 1): boolean {
    stream.#isPending = false;
    return !stream.#sink || (stream.#options.isClosed?.() ?? false) || stream.#room() >= length;
  }

  /** Bytes that may be written now. */
  #room(): number {
    const { room, most = PERMIT } = this.#options;
    return room ? Math.max(0, Math.min(room(), most)) : most;
  }

  [Symbol.dispose](): void {
    this.#children.requireNone('an output stream');
    this.#sink = undefined;
    this.#options.onDrop?.();
  }
}

function requireShort(length: number | bigint, call: string): void {
  if (length > MOST_AT_ONCE) throw misuse(`it writes ${length} bytes in one ${call}, which takes 4096`);
}
