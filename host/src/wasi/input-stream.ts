import { Children } from './children.ts';
import { Pollable } from './pollable.ts';
import { closed, failed } from './stream-error.ts';
import { whenReady, type Awaitable } from './wake.ts';

/** The source of a stream's bytes. */
export interface Source {
  /** At most `limit` bytes, none while there are none yet, undefined at the end. Throws `IoError`. */
  read(limit: number): Uint8Array | undefined;
  /** Whether `read` gives bytes, the end or a failure. */
  ready(): boolean;
  /** Releases the resources of the source; called when the guest drops its stream. */
  close?(): void;
}

/** A source that never waits. */
export const readySource = (read: Source['read']): Source => ({ read, ready: () => true });

/** Differences between kinds of streams, as in wasmtime. */
interface InputOptions {
  /** Whether reads of no bytes succeed behind the end. */
  readonly emptyReads?: boolean;
}

/**
 * `input-stream` of wasi:io 0.2.
 * https://github.com/WebAssembly/wasi-io/blob/main/wit/streams.wit
 */
export class InputStream {
  #source: Source | undefined;
  readonly #children = new Children();
  readonly #onDrop: (() => void) | undefined;
  readonly #options: InputOptions;

  /** @param onDrop called when the guest drops the stream */
  constructor(source: Source, onDrop?: () => void, options: InputOptions = {}) {
    this.#source = source;
    this.#onDrop = onDrop;
    this.#options = options;
  }

  read(length: bigint): Uint8Array {
    if (length === 0n && (this.#source || this.#options.emptyReads)) return new Uint8Array();
    if (!this.#source) throw closed();
    try {
      const bytes = this.#source.read(toLength(length));
      if (bytes !== undefined) return bytes;
    } catch (error) {
      this.#end();
      throw failed(error);
    }
    this.#end();
    throw closed();
  }

  blockingRead(length: bigint): Awaitable<Uint8Array> {
    return this.#whenReady(length, () => this.read(length));
  }

  skip(length: bigint): bigint {
    return BigInt(this.read(length).length);
  }

  blockingSkip(length: bigint): Awaitable<bigint> {
    return this.#whenReady(length, () => this.skip(length));
  }

  subscribe(): Pollable {
    return new Pollable(
      () => InputStream.isReady(this),
      () => undefined,
      this.#children.add(),
    );
  }

  /** Waits before it reads something. */
  #whenReady<T>(length: bigint, then: () => T): Awaitable<T> {
    return whenReady(() => length === 0n || InputStream.isReady(this), then);
  }

  /** Whether `read` gives bytes, the end or a failure. */
  static isReady(stream: InputStream): boolean {
    return stream.#source?.ready() ?? true;
  }

  /** Ends a stream before its source does: every later call fails with `closed`. */
  static stop(stream: InputStream): void {
    stream.#end();
  }

  /** Nothing is read after the end or a failure. */
  #end(): void {
    this.#source?.close?.();
    this.#source = undefined;
  }

  [Symbol.dispose](): void {
    this.#children.requireNone('an input stream');
    this.#end();
    this.#onDrop?.();
  }
}

/** A `u64` length, limited to a reasonable allocation for one call. */
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
