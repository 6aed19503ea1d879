/**
 * A stream of bytes from the host to a guest's thread. The host reads no more ahead than their shared memory holds,
 * whatever the length of a body or input, and nothing before the guest's first request.
 */
import type { Readable } from 'node:stream';
import { MessageChannel, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { FieldEntry } from '../wasi/http/fields.ts';
import type { BodySource } from '../wasi/http/incoming-body.ts';
import { IoError } from '../wasi/stream-error.ts';
import { ByteRing } from './byte-ring.ts';
import { atEndOfTurn } from './end-of-turn.ts';

/** Behind the bytes: the trailers, if it is a body with some; or a failure. */
type End = { readonly trailers: readonly FieldEntry[] } | { readonly failed: string };
/**
 * From the host: the first bytes, then the memory of all that follow, if there are more; then the end. A short body
 * needs no memory of its own.
 */
type Message = Uint8Array | SharedArrayBuffer | End;
/** From the guest: that it begins to read, and each time that the host waits for room and there is some. */
const ROOM = 'room';

export interface Feed {
  /** The end that the guest's thread reads with a `PipeReader`; to be transferred. */
  readonly port: MessagePort;
  /** Since when the guest waits for the stream, which has sent nothing, as `performance.now`. */
  readonly silentSince: number | undefined;
  close(): void;
}

export interface FeedOptions {
  /** Called before anything is read. */
  readonly begins?: () => void;
  /** Called at the end. */
  readonly trailers?: () => readonly FieldEntry[];
  /** Reads before the guest's request, up to the size of the shared memory; the reader knows it. */
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
  {
    begins = () => {},
    trailers = () => [],
    eager = false,
    reason = ({ message }) => message,
  }: FeedOptions = {},
): Feed {
  const { port1, port2 } = new MessageChannel();
  const writer = new Writer(port1, wake);
  let quiet: number | undefined;
  const onData = (chunk: Buffer): void => {
    quiet = performance.now();
    if (!writer.write(chunk)) from.pause();
  };
  const onEnd = (): void => writer.end({ trailers: trailers() });
  const onError = (error: Error): void => writer.end({ failed: reason(error) });
  let isStarted = false;
  const start = (): void => {
    isStarted = true;
    begins();
    quiet = performance.now();
    if (from.readableEnded) return onEnd();
    if (from.errored) return onError(from.errored);
    from.on('data', onData).once('end', onEnd).once('error', onError);
  };
  port1.on('message', () => {
    if (!isStarted) start();
    quiet = performance.now();
    if (writer.flush()) from.resume();
  });
  if (eager) start();
  const close = (): void => {
    port1.close();
    from.off('data', onData).off('end', onEnd).off('error', onError);
  };
  return {
    port: port2,
    get silentSince() {
      return writer.isWaiting || from.readableEnded || from.destroyed ? undefined : quiet;
    },
    close,
  };
}

/** The host's end of a `feed`. */
class Writer {
  readonly #port: MessagePort;
  readonly #wake: () => void;
  #hasBegun = false;
  #ring: ByteRing | undefined;
  /** Bytes that did not fit into the ring. */
  #rest: Uint8Array | undefined;
  #end: End | undefined;
  #hasEnded = false;
  #wakes = false;

  constructor(port: MessagePort, wake: () => void) {
    this.#port = port;
    this.#wake = wake;
  }

  /** Whether the guest may read its contents. */
  get isWaiting(): boolean {
    return this.#rest !== undefined || (this.#ring?.size ?? 0) > 0;
  }

  /** @returns whether more may come */
  write(chunk: Buffer): boolean {
    if (this.#hasBegun) {
      // A stream that was paused may have one more piece.
      this.#rest = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
      return this.flush();
    }
    this.#hasBegun = true;
    this.#send(new Uint8Array(chunk));
    return true;
  }

  /** What follows the end is nothing that the reader asks for, such as the failure of a write. */
  end(end: End): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#end = end;
    this.flush();
  }

  /** @returns whether nothing waits for room any more */
  flush(): boolean {
    while (this.#rest) {
      this.#ring ??= this.#newRing();
      this.#rest = this.#rest.subarray(this.#ring.write(this.#rest));
      this.#wakeAtEndOfTurn();
      if (this.#rest.length === 0) this.#rest = undefined;
      else if (this.#ring.waitsForRoom()) return false;
    }
    if (this.#end) this.#send(this.#end);
    this.#end = undefined;
    return true;
  }

  /** All that comes in one turn wakes the guest once. */
  #wakeAtEndOfTurn(): void {
    if (this.#wakes) return;
    this.#wakes = true;
    atEndOfTurn(() => {
      this.#wakes = false;
      this.#wake();
    });
  }

  #newRing(): ByteRing {
    const ring = new ByteRing();
    this.#send(ring.buffer);
    return ring;
  }

  #send(message: Message): void {
    this.#port.postMessage(message);
    this.#wake();
  }
}

/** The guest's end of a `feed`. */
export class PipeReader implements BodySource {
  readonly #port: MessagePort;
  /** Bytes that arrived before the ring. */
  #first: Uint8Array = NO_BYTES;
  #ring: ByteRing | undefined;
  #end: End | undefined;
  #requested: boolean;

  /** @param options.eager whether the feed is */
  constructor(port: MessagePort, { eager = false }: Pick<FeedOptions, 'eager'> = {}) {
    this.#port = port;
    this.#requested = eager;
  }

  ready(): boolean {
    return this.hasBytes() || this.#end !== undefined;
  }

  read(limit: number): Uint8Array | undefined {
    if (!this.hasBytes()) return this.#atEnd();
    if (this.#first.length === 0) return this.#readRing(this.#ring!, limit);
    const piece = this.#first.subarray(0, limit);
    this.#first = this.#first.subarray(piece.length);
    return piece;
  }

  #readRing(ring: ByteRing, limit: number): Uint8Array {
    const bytes = ring.read(limit);
    if (ring.makesRoom()) this.#port.postMessage(ROOM);
    return bytes;
  }

  trailers(): readonly FieldEntry[] {
    return this.#end && 'trailers' in this.#end ? this.#end.trailers : [];
  }

  #atEnd(): Uint8Array | undefined {
    if (this.#end === undefined) return NO_BYTES;
    if ('failed' in this.#end) throw new IoError(this.#end.failed);
    return undefined;
  }

  /**
   * Whether bytes have arrived that were not read. Messages are looked for only where nothing else is to be read: that
   * costs more than the rest.
   */
  hasBytes(): boolean {
    if (this.#holdsBytes) return true;
    if (!this.#requested) this.#port.postMessage(ROOM);
    this.#requested = true;
    for (let next = receiveMessageOnPort(this.#port); next; next = receiveMessageOnPort(this.#port)) {
      const message = next.message as Message;
      if (message instanceof Uint8Array) this.#first = message;
      else if (message instanceof SharedArrayBuffer) this.#ring = new ByteRing(message);
      else this.#end = message;
    }
    // Bytes are written before the end is sent.
    return this.#holdsBytes;
  }

  get #holdsBytes(): boolean {
    return this.#first.length > 0 || (this.#ring?.size ?? 0) > 0;
  }
}

const NO_BYTES = new Uint8Array();
