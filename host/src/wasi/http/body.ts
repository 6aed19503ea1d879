import { Pollable, InputStream, OutputStream, type Sink, type Source } from '../io.ts';
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

/** What a body is written to: chunks, then the end. */
export interface BodySink {
  readonly write: Sink;
  readonly end: () => void;
}

/** wasi:http/types.outgoing-body: what is written before there is a sink waits for it. */
export class OutgoingBody {
  readonly #early: Uint8Array[] = [];
  #sink: BodySink | undefined;
  #stream: OutputStream | undefined;
  #finished = false;

  write(): OutputStream {
    if (this.#stream) throw undefined;
    this.#stream = new OutputStream((bytes) => {
      // The guest's memory may change under a chunk that waits.
      if (this.#sink) this.#sink.write(bytes);
      else this.#early.push(bytes.slice());
    });
    return this.#stream;
  }

  static finish(body: OutgoingBody, _trailers: Fields | undefined): void {
    body.#finished = true;
    if (body.#stream) OutputStream.close(body.#stream);
    body.#sink?.end();
  }

  static connect(body: OutgoingBody, sink: BodySink): void {
    body.#sink = sink;
    for (const bytes of body.#early.splice(0)) sink.write(bytes);
    if (body.#finished) sink.end();
  }

  static isFinished(body: OutgoingBody): boolean {
    return body.#finished;
  }
}
