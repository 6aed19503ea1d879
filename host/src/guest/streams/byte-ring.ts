/**
 * Bytes on their way from one thread to another, in memory that both share: a long stream costs neither a message nor
 * new memory for each of its pieces.
 */
import { copyIn, copyOut } from './shared-bytes.ts';

/** A power of two. */
const CAPACITY = 262_144;
/** The writer waits until so many bytes are free, so that it is not woken for each small piece. */
const ROOM = CAPACITY / 2;
/** How many bytes were written and read, both modulo 2^32; and whether the writer waits for room. */
const [WRITTEN, READ, WAITS] = [0, 1, 2];
const COUNTS_BYTES = 16;

export class ByteRing {
  /** To be given to the other thread, which makes its own `ByteRing` of it. */
  readonly buffer: SharedArrayBuffer;
  readonly #counts: Int32Array;
  readonly #bytes: Uint8Array;

  constructor(buffer = new SharedArrayBuffer(COUNTS_BYTES + CAPACITY)) {
    this.buffer = buffer;
    this.#counts = new Int32Array(buffer, 0, COUNTS_BYTES / 4);
    this.#bytes = new Uint8Array(buffer, COUNTS_BYTES);
  }

  /** How many bytes can be read. */
  get size(): number {
    return (Atomics.load(this.#counts, WRITTEN) - Atomics.load(this.#counts, READ)) | 0;
  }

  /** Called by the writer. @returns how many bytes it took, from the first one on */
  write(bytes: Uint8Array): number {
    const length = Math.min(bytes.length, CAPACITY - this.size);
    const at = this.#counts[WRITTEN]! & (CAPACITY - 1);
    const first = Math.min(length, CAPACITY - at);
    copyIn(this.#bytes, at, bytes.subarray(0, first));
    copyIn(this.#bytes, 0, bytes.subarray(first, length));
    Atomics.add(this.#counts, WRITTEN, length);
    return length;
  }

  /** Called by the writer, which waits unless there is room already. */
  waitsForRoom(): boolean {
    Atomics.store(this.#counts, WAITS, 1);
    return this.size > CAPACITY - ROOM || Atomics.exchange(this.#counts, WAITS, 0) === 0;
  }

  /** Called by the reader. @returns a copy of at most `limit` bytes */
  read(limit: number): Uint8Array {
    const at = this.#counts[READ]! & (CAPACITY - 1);
    const length = Math.min(limit, this.size, CAPACITY - at);
    const bytes = copyOut(this.#bytes, at, at + length);
    Atomics.add(this.#counts, READ, length);
    return bytes;
  }

  /** Called by the reader. @returns whether the writer must be notified of room */
  makesRoom(): boolean {
    return this.size <= CAPACITY - ROOM && Atomics.exchange(this.#counts, WAITS, 0) === 1;
  }
}
