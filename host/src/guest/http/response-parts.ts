/**
 * The way of responses from a guest's thread to the first thread of its process: their parts lie in memory that both
 * share. The guest's thread rings a bell when it waits or is done, so that a small response wakes the other thread
 * once; what a guest that goes on computing has written is found there without it.
 */
import type { Problem } from '../../protocol.ts';
import type { OutputMessage, ResponseMessage } from '../task.ts';

export type Part = ResponseMessage | OutputMessage;

/** What the two threads share. */
export interface PartsCells {
  /** The parts, one behind the other. */
  readonly bytes: Uint8Array;
  /** How many bytes were written, and how many of them were read. */
  readonly counts: Int32Array;
  /** Counted up by a thread that has written; one for all threads of the process. */
  readonly bell: Int32Array;
}

/** A power of two; more than a head of the most fields takes, each of its bytes escaped. */
const CAPACITY = 1_048_576;
/** A longer chunk is several parts. */
const LONGEST = 131_072;
const [WRITTEN, READ] = [0, 1];
/** Each part begins with the lengths of its message in JSON and of its bytes, at an address that this divides. */
const HEAD = 8;
/** In place of a length: the next part is at the start of the memory. */
const WRAPS = 0xffff_ffff;

export const newBell = (): Int32Array => new Int32Array(new SharedArrayBuffer(4));

export const newPartsCells = (bell: Int32Array): PartsCells => ({
  bytes: new Uint8Array(new SharedArrayBuffer(CAPACITY)),
  counts: new Int32Array(new SharedArrayBuffer(8)),
  bell,
});

const bufferOf = ({ bytes }: PartsCells): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/** The end of a guest's thread. */
export class PartsWriter {
  readonly #cells: PartsCells;
  readonly #memory: Buffer;
  #hasRung = true;

  constructor(cells: PartsCells) {
    this.#cells = cells;
    this.#memory = bufferOf(cells);
  }

  /** Waits when the memory is full. */
  write(message: Part): void {
    if (message.kind === 'refused')
      return this.#put({ ...message, problem: shortened(message.problem) }, NO_BYTES);
    if (!('bytes' in message)) return this.#put(message, NO_BYTES);
    const { bytes, ...rest } = message;
    for (let at = 0; at < bytes.length; at += LONGEST) this.#put(rest, bytes.subarray(at, at + LONGEST));
  }

  /** Wakes the reader if there is something that it may not know of. */
  ring(): void {
    if (this.#hasRung) return;
    this.#hasRung = true;
    Atomics.add(this.#cells.bell, 0, 1);
    Atomics.notify(this.#cells.bell, 0);
  }

  #put(message: object, bytes: Uint8Array): void {
    const json = JSON.stringify(message);
    const jsonLength = Buffer.byteLength(json);
    const length = aligned(HEAD + jsonLength + bytes.length);
    const at = this.#room(length);
    this.#memory.writeUInt32LE(jsonLength, at);
    this.#memory.writeUInt32LE(bytes.length, at + 4);
    this.#memory.write(json, at + HEAD);
    this.#memory.set(bytes, at + HEAD + jsonLength);
    this.#advance(length);
  }

  /** @returns where so many bytes are free */
  #room(length: number): number {
    const at = this.#cells.counts[WRITTEN]! & (CAPACITY - 1);
    const rest = CAPACITY - at;
    if (length <= rest) {
      this.#wait(length);
      return at;
    }
    this.#wait(rest);
    this.#memory.writeUInt32LE(WRAPS, at);
    this.#advance(rest);
    this.#wait(length);
    return 0;
  }

  #wait(length: number): void {
    const { counts } = this.#cells;
    for (;;) {
      const read = Atomics.load(counts, READ);
      if (((counts[WRITTEN]! - read) | 0) + length <= CAPACITY) return;
      this.ring();
      Atomics.wait(counts, READ, read);
    }
  }

  #advance(length: number): void {
    Atomics.add(this.#cells.counts, WRITTEN, length);
    this.#hasRung = false;
  }
}

const NO_BYTES = new Uint8Array();
/** A guest decides how long its errors are. */
const MOST_TEXT = 10_000;
const MOST_CAUSES = 100;
const shortened = (problem: Problem): Problem => ({
  ...problem,
  message: problem.message.slice(0, MOST_TEXT),
  ...(problem.causes && {
    causes: problem.causes.slice(0, MOST_CAUSES).map((cause) => cause.slice(0, MOST_TEXT / 10)),
  }),
});

const aligned = (length: number): number => (length + HEAD - 1) & -HEAD;

/** @returns the parts that were written since the last time, in their order */
export function readParts(cells: PartsCells): Part[] {
  const { counts } = cells;
  const parts: Part[] = [];
  const memory = bufferOf(cells);
  const end = Atomics.load(counts, WRITTEN);
  let read = counts[READ]!;
  if (read === end) return parts;
  while (read !== end) {
    const at = read & (CAPACITY - 1);
    const jsonLength = memory.readUInt32LE(at);
    if (jsonLength === WRAPS) {
      read = (read + CAPACITY - at) | 0;
      continue;
    }
    const bytesAt = at + HEAD + jsonLength;
    const bytesEnd = bytesAt + memory.readUInt32LE(at + 4);
    const message = JSON.parse(memory.toString('utf8', at + HEAD, bytesAt)) as Part;
    const hasBytes = message.kind === 'chunk' || message.kind === 'output';
    parts.push(hasBytes ? { ...message, bytes: cells.bytes.slice(bytesAt, bytesEnd) } : message);
    read = (read + aligned(bytesEnd - at)) | 0;
  }
  Atomics.store(counts, READ, read);
  Atomics.notify(counts, READ);
  return parts;
}
