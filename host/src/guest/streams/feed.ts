/**
 * The host's end of a stream of bytes to a guest's thread (byte-pipe.ts).
 */
import type { Readable } from 'node:stream';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { FieldEntry } from '../../wasi/http/fields.ts';
import type { PipeEnd, PipeMessage } from './byte-pipe.ts';
import { ByteRing } from './byte-ring.ts';
import { atEndOfTurn } from './end-of-turn.ts';

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

/** Passes a stream to a guest, from the guest's first request on. */
export class Feed {
  /** The end that the guest's thread reads with a `PipeReader`; to be transferred. */
  readonly port: MessagePort;
  readonly #own: MessagePort;
  readonly #from: Readable;
  readonly #writer: Writer;
  readonly #options: FeedOptions;
  #isStarted = false;
  /** When the stream last sent or the guest last asked for something, as `performance.now`. */
  #quiet: number | undefined;

  /** @param wake called after each message, to wake the guest's thread */
  constructor(from: Readable, wake: () => void, options: FeedOptions = {}) {
    const { port1, port2 } = new MessageChannel();
    this.port = port2;
    this.#own = port1.on('message', () => this.#request());
    this.#from = from;
    this.#writer = new Writer(port1, wake);
    this.#options = options;
    if (options.eager) this.#start();
  }

  /** Since when the guest waits for the stream, which has sent nothing, as `performance.now`. */
  get silentSince(): number | undefined {
    const { readableEnded, destroyed } = this.#from;
    return this.#writer.isWaiting || readableEnded || destroyed ? undefined : this.#quiet;
  }

  close(): void {
    this.#own.close();
    this.#from.off('data', this.#onData).off('end', this.#onEnd).off('error', this.#onError);
  }

  #start(): void {
    this.#isStarted = true;
    this.#options.begins?.();
    this.#quiet = performance.now();
    if (this.#from.readableEnded) return this.#onEnd();
    if (this.#from.errored) return this.#onError(this.#from.errored);
    this.#from.on('data', this.#onData).once('end', this.#onEnd).once('error', this.#onError);
  }

  #request(): void {
    if (!this.#isStarted) this.#start();
    this.#quiet = performance.now();
    if (this.#writer.flush()) this.#from.resume();
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#quiet = performance.now();
    if (!this.#writer.write(chunk)) this.#from.pause();
  };

  readonly #onEnd = (): void => this.#writer.end({ trailers: this.#options.trailers?.() ?? [] });

  readonly #onError = (error: Error): void =>
    this.#writer.end({ failed: this.#options.reason?.(error) ?? error.message });
}

/** Writes into the pipe, as far as there is room. */
class Writer {
  readonly #port: MessagePort;
  readonly #wake: () => void;
  #hasBegun = false;
  #ring: ByteRing | undefined;
  /** Bytes that did not fit into the ring. */
  #rest: Uint8Array | undefined;
  #end: PipeEnd | undefined;
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

  /** Only the first end counts: a failure behind it, such as that of a write, is none of the reader's. */
  end(end: PipeEnd): void {
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

  #send(message: PipeMessage): void {
    this.#port.postMessage(message);
    this.#wake();
  }
}
