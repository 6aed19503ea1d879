import { Children } from '../children.ts';
import { OutputStream, type Sink } from '../output-stream.ts';
import { HttpError, type ErrorCode } from './error-code.ts';
import type { FieldEntry, Fields } from './fields.ts';

/** The destination of a body: chunks, then the end with its trailers, or an abort. */
export interface BodySink {
  readonly write: Sink;
  readonly end: (trailers: readonly FieldEntry[]) => void;
  /** Fewer bytes came than were announced, or the body was dropped. */
  readonly broken: (reason: string) => void;
  /** Bytes that may be written at once; without it there is always room. */
  readonly room?: () => number;
  /** Whether the reader is gone. */
  readonly isClosed?: () => boolean;
}

/** wasi:http/types.outgoing-body: bytes that are written before there is a sink are buffered. */
export class OutgoingBody {
  readonly #early: Uint8Array[] = [];
  #sink: BodySink | undefined;
  #hasStream = false;
  readonly #children = new Children();
  /** How the body ended, once it did. */
  #end: ((sink: BodySink) => void) | undefined;
  /** The bytes that the guest wrote, also beyond the content-length. */
  #written = 0n;
  readonly #expected: bigint | undefined;
  readonly #sizeError: string;

  /**
   * @param expected the message's content-length
   * @param sizeError the case of error-code for another length
   */
  constructor(expected: bigint | undefined, sizeError: string) {
    this.#expected = expected;
    this.#sizeError = sizeError;
  }

  write(): OutputStream {
    if (this.#hasStream) throw undefined;
    this.#hasStream = true;
    return new OutputStream((bytes) => this.#write(bytes), {
      room: () => this.#room(),
      most: PERMIT,
      isClosed: () => !this.#isWhole() && (this.#sink?.isClosed?.() ?? false),
      onDrop: this.#children.add(),
    });
  }

  /** Room for a whole permit, or none: so a guest that writes what it may does not write crumbs. */
  #room(): number {
    const room = this.#sink ? (this.#sink.room?.() ?? EARLY_BYTES) : EARLY_BYTES - this.#earlyBytes();
    return room < PERMIT ? 0 : PERMIT;
  }

  #earlyBytes(): number {
    return this.#early.reduce((sum, { length }) => sum + length, 0);
  }

  /** A reader that got everything that was announced may leave without failing the last write. */
  #isWhole(): boolean {
    return this.#expected !== undefined && this.#written >= this.#expected;
  }

  /** Bytes beyond the content-length are dropped, and the write fails. */
  #write(bytes: Uint8Array): void {
    const room = this.#expected === undefined ? undefined : Number(this.#expected - this.#written);
    const fitting = bytes.subarray(0, room === undefined ? undefined : Math.max(0, room));
    this.#written += BigInt(bytes.length);
    // The guest's memory may change under a chunk that waits.
    if (this.#sink) this.#sink.write(fitting);
    else this.#early.push(new Uint8Array(fitting));
    if (fitting.length < bytes.length) throw this.#sizeFailure();
  }

  #sizeFailure(): HttpError {
    return new HttpError(
      this.#code(),
      `the body has another length than its content-length: ${this.#expected}`,
    );
  }

  #code(): ErrorCode {
    return { tag: this.#sizeError, val: this.#written };
  }

  static finish(body: OutgoingBody, trailers: Fields | undefined): void {
    body.#children.requireNone('an outgoing body');
    if (body.#expected !== undefined && body.#written < body.#expected)
      body.#finish((sink) =>
        sink.broken(`the body has ${body.#written} bytes, and its content-length is ${body.#expected}`),
      );
    else body.#finish((sink) => sink.end(trailers?.entries() ?? []));
    if (body.#expected !== undefined && body.#written !== body.#expected) throw body.#code();
  }

  #finish(end: (sink: BodySink) => void): void {
    if (this.#end) return;
    this.#end = end;
    if (this.#sink) end(this.#sink);
  }

  static connect(body: OutgoingBody, sink: BodySink): void {
    body.#sink = sink;
    for (const bytes of body.#early.splice(0)) sink.write(bytes);
    body.#end?.(sink);
  }

  [Symbol.dispose](): void {
    this.#children.requireNone('an outgoing body');
    this.#finish((sink) => sink.broken('the body was dropped without being finished'));
  }

  static isFinished(body: OutgoingBody): boolean {
    return body.#end !== undefined;
  }
}

/** The bytes that `check-write` permits, and that are buffered before the body is read, as by wasmtime. */
const PERMIT = 1_048_576;
const EARLY_BYTES = 2 * PERMIT;
