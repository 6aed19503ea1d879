/**
 * A stream of bytes from the host to a guest's thread, with credit: the host sends no more than the guest has
 * requested, so that a long body or input takes no memory. Nothing is read before the first request.
 */
import type { Readable } from 'node:stream';
import { MessageChannel, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { FieldEntry } from '../wasi/http/fields.ts';
import type { BodySource } from '../wasi/http/incoming-body.ts';
import { IoError } from '../wasi/stream-error.ts';

/** Bytes that may be under way. */
const WINDOW = 262_144;

/** Behind the bytes: the trailers, if it is a body with some; or a failure. */
type End = { readonly trailers: readonly FieldEntry[] } | { readonly failed: string };
/** From the host: bytes, then the end. From the guest: how many bytes more it takes. */
type Message = Uint8Array | End;

export interface Feed {
  /** The end that the guest's thread reads with a `PipeReader`; to be transferred. */
  readonly port: MessagePort;
  close(): void;
}

export interface FeedOptions {
  /** Called at the end. */
  readonly trailers?: () => readonly FieldEntry[];
  /** Reads before the guest's request, up to the buffer's limit; the reader knows it. */
  readonly eager?: boolean;
  /** Converts a failure for the reader; by default its message. */
  readonly reason?: (error: Error) => string;
}

/**
 * Feeds a guest from a stream.
 * @param wake called after each message, to wake the guest's thread
 */
export function feed(
  from: Readable,
  wake: () => void,
  { trailers = () => [], eager = false, reason = ({ message }) => message }: FeedOptions = {},
): Feed {
  const { port1, port2 } = new MessageChannel();
  let credit = 0;
  let isStarted = false;
  const send = (message: Message): void => {
    port1.postMessage(message);
    wake();
  };
  const onData = (chunk: Buffer): void => {
    credit -= chunk.length;
    if (credit <= 0) from.pause();
    send(new Uint8Array(chunk));
  };
  const onEnd = (): void => send({ trailers: trailers() });
  const onError = (error: Error): void => send({ failed: reason(error) });
  const start = (): void => {
    isStarted = true;
    if (from.readableEnded) return onEnd();
    if (from.errored) return onError(from.errored);
    from.on('data', onData).once('end', onEnd).once('error', onError);
  };
  port1.on('message', (more: number) => {
    if (!isStarted) start();
    credit += more;
    if (credit > 0) from.resume();
  });
  if (eager) {
    credit = WINDOW;
    start();
  }
  const close = (): void => {
    port1.close();
    from.off('data', onData).off('end', onEnd).off('error', onError);
  };
  return { port: port2, close };
}

/** The guest's end of a `feed`. */
export class PipeReader implements BodySource {
  readonly #port: MessagePort;
  #chunks: Uint8Array[] = [];
  #end: End | undefined;
  #asked: boolean;

  /** @param options.eager whether the feed is */
  constructor(port: MessagePort, { eager = false }: Pick<FeedOptions, 'eager'> = {}) {
    this.#port = port;
    this.#asked = eager;
  }

  ready(): boolean {
    this.#receive();
    return this.#chunks.length > 0 || this.#end !== undefined;
  }

  read(limit: number): Uint8Array | undefined {
    this.#receive();
    const first = this.#chunks.shift();
    if (!first) return this.#atEnd();
    const piece = first.subarray(0, limit);
    if (piece.length < first.length) this.#chunks.unshift(first.subarray(piece.length));
    if (piece.length > 0) this.#port.postMessage(piece.length);
    return piece;
  }

  trailers(): readonly FieldEntry[] {
    return this.#end && 'trailers' in this.#end ? this.#end.trailers : [];
  }

  #atEnd(): Uint8Array | undefined {
    if (this.#end === undefined) return new Uint8Array();
    if ('failed' in this.#end) throw new IoError(this.#end.failed);
    return undefined;
  }

  #receive(): void {
    if (!this.#asked) {
      this.#asked = true;
      this.#port.postMessage(WINDOW);
    }
    for (let next = receiveMessageOnPort(this.#port); next; next = receiveMessageOnPort(this.#port)) {
      const message = next.message as Message;
      if (message instanceof Uint8Array) this.#chunks.push(message);
      else this.#end = message;
    }
  }
}
