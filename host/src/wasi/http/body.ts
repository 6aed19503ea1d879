import { InputStream, type Source } from '../input-stream.ts';
import { OutputStream, type Sink } from '../output-stream.ts';
import { Pollable } from '../pollable.ts';
import { IoError } from '../stream-error.ts';
import type { Fields } from './fields.ts';

/** wasi:http/types.incoming-body over bytes that are already here. */
export class IncomingBody {
  #source: Source | undefined;

  constructor(source: Source) {
    this.#source = source;
  }

  stream(): InputStream {
    const source = this.#source;
    if (!source) throw undefined;
    this.#source = undefined;
    return new InputStream(source);
  }

  static finish(_body: IncomingBody): FutureTrailers {
    return new FutureTrailers();
  }
}

/** Trailers are not carried: the future is ready and holds none. */
export class FutureTrailers {
  #taken = false;

  subscribe(): Pollable {
    return new Pollable();
  }

  get() {
    if (this.#taken) return { tag: 'err', val: undefined };
    this.#taken = true;
    return { tag: 'ok', val: { tag: 'ok', val: undefined } };
  }
}

/** What a body is written to: chunks, then the end, or a break when fewer bytes came than were announced. */
export interface BodySink {
  readonly write: Sink;
  readonly end: () => void;
  readonly broken: (reason: string) => void;
}

/** A body that has another length than its `content-length`; carries the error-code of wasi:http. */
export class BodySizeError extends IoError {
  constructor(readonly code: { readonly tag: string; readonly val: bigint }) {
    super(`the body has another length than its content-length: ${code.val}`);
  }
}

/** wasi:http/types.outgoing-body: what is written before there is a sink waits for it. */
export class OutgoingBody {
  readonly #early: Uint8Array[] = [];
  #sink: BodySink | undefined;
  #stream: OutputStream | undefined;
  #finished = false;
  /** What the guest wrote, also beyond the content-length. */
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
    if (this.#stream) throw undefined;
    this.#stream = new OutputStream((bytes) => this.#write(bytes));
    return this.#stream;
  }

  /** What goes beyond the content-length is cut, and fails. */
  #write(bytes: Uint8Array): void {
    const room = this.#expected === undefined ? undefined : Number(this.#expected - this.#written);
    const fitting = bytes.subarray(0, room === undefined ? undefined : Math.max(0, room));
    this.#written += BigInt(bytes.length);
    // The guest's memory may change under a chunk that waits.
    if (this.#sink) this.#sink.write(fitting);
    else this.#early.push(fitting.slice());
    if (fitting.length < bytes.length) throw new BodySizeError(this.#code(this.#expected ?? 0n));
  }

  #code(size: bigint): BodySizeError['code'] {
    return { tag: this.#sizeError, val: size };
  }

  static finish(body: OutgoingBody, _trailers: Fields | undefined): void {
    body.#finished = true;
    if (body.#stream) OutputStream.close(body.#stream);
    if (body.#isShort()) body.#break();
    else body.#sink?.end();
    if (body.#expected !== undefined && body.#written !== body.#expected) throw body.#code(body.#written);
  }

  static connect(body: OutgoingBody, sink: BodySink): void {
    body.#sink = sink;
    for (const bytes of body.#early.splice(0)) sink.write(bytes);
    if (!body.#finished) return;
    if (body.#isShort()) body.#break();
    else sink.end();
  }

  #isShort(): boolean {
    return this.#expected !== undefined && this.#written < this.#expected;
  }

  #break(): void {
    this.#sink?.broken(`the body has ${this.#written} bytes, and its content-length is ${this.#expected}`);
  }

  static isFinished(body: OutgoingBody): boolean {
    return body.#finished;
  }
}
