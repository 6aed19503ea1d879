/**
 * A stream of bytes from the host to a guest's thread. The host reads no more ahead than their shared memory holds,
 * whatever the length of a body or input, and nothing before the guest's first request. This is the guest's end; the host's is `Feed` (feed.ts).
 */
import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { FieldEntry } from '../../wasi/http/fields.ts';
import type { BodySource } from '../../wasi/http/incoming-body.ts';
import { IoError } from '../../wasi/stream-error.ts';
import { ByteRing } from './byte-ring.ts';

/** The end of the bytes: the trailers of a body, or a failure. */
export type PipeEnd = { readonly trailers: readonly FieldEntry[] } | { readonly failed: string };
/**
 * From the host: the first bytes, then the memory of all that follow, if there are more; then the end. A short body
 * needs no memory of its own.
 */
export type PipeMessage = Uint8Array | SharedArrayBuffer | PipeEnd;
/** From the guest: it begins to read, or there is room for which the host waited. */
const ROOM = 'room';

/** The guest's end of a pipe. */
export class PipeReader implements BodySource {
  readonly #port: MessagePort;
  /** Bytes that arrived before the ring. */
  #first: Uint8Array = NO_BYTES;
  #ring: ByteRing | undefined;
  #end: PipeEnd | undefined;
  #requested: boolean;

  /** @param options.eager whether the feed is */
  constructor(port: MessagePort, { eager = false }: { readonly eager?: boolean } = {}) {
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
      const message = next.message as PipeMessage;
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
