/**
 * The way of responses from a guest's thread to the first thread of its process: their parts are in shared memory. The
 * guest's thread rings a bell when it waits or is done, so that a small response wakes the other thread once; output of
 * a guest that keeps computing is found there without it.
 */
import { waitOn } from '../../base/wait-on.ts';
import { asBuffer } from '../../base/as-buffer.ts';
import type { Problem } from '../../protocol.ts';
import type { TextField } from '../../wasi/http/fields.ts';
import { copyIn } from '../streams/shared-bytes.ts';

export type Part = ResponseMessage | OutputMessage;

/** The shared memory of the two threads. */
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
/** A part begins with four numbers, at an address that this divides: kind, request, lengths of its JSON and bytes. */
const HEAD = 16;
const KINDS = ['took', 'head', 'chunk', 'end', 'refused', 'output', 'idle'] as const;
/** A marker in place of a kind: the next part is at the start of the memory. */
const WRAPS = KINDS.length;

export const newBell = (): Int32Array => new Int32Array(new SharedArrayBuffer(4));

export const newPartsCells = (bell: Int32Array): PartsCells => ({
  bytes: new Uint8Array(new SharedArrayBuffer(CAPACITY)),
  counts: new Int32Array(new SharedArrayBuffer(8)),
  bell,
});

/** The end of a guest's thread. */
export class PartsWriter {
  readonly #cells: PartsCells;
  readonly #memory: Buffer;
  #hasRung = true;

  constructor(cells: PartsCells) {
    this.#cells = cells;
    this.#memory = asBuffer(cells.bytes);
  }

  /** Waits when the memory is full. */
  write(part: Part): void {
    if (!('bytes' in part)) return this.#put(part, NO_BYTES);
    const { bytes } = part;
    for (let at = 0; at < bytes.length; at += LONGEST) this.#put(part, bytes.subarray(at, at + LONGEST));
  }

  /** Wakes the reader if there is something that it may not know of. */
  ring(): void {
    if (this.#hasRung) return;
    this.#hasRung = true;
    Atomics.add(this.#cells.bell, 0, 1);
    Atomics.notify(this.#cells.bell, 0);
  }

  #put(part: Part, bytes: Uint8Array): void {
    const json = jsonOf(part);
    const jsonLength = json === '' ? 0 : Buffer.byteLength(json);
    const length = aligned(HEAD + jsonLength + bytes.length);
    const at = this.#room(length);
    this.#memory.writeUInt16LE(KINDS.indexOf(part.kind), at);
    this.#memory.writeUInt16LE('lane' in part ? part.lane : 0, at + 2);
    this.#memory.writeUInt32LE('id' in part ? part.id >>> 0 : 0, at + 4);
    this.#memory.writeUInt32LE(jsonLength, at + 8);
    this.#memory.writeUInt32LE(bytes.length, at + 12);
    if (jsonLength > 0) this.#memory.write(json, at + HEAD);
    if (bytes.length > 0) copyIn(this.#memory, at + HEAD + jsonLength, bytes);
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
    this.#memory.writeUInt16LE(WRAPS, at);
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
      waitOn(counts, READ, read);
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

/** Additional data of a part beside its kind, request and bytes; usually none. */
function jsonOf(part: Part): string {
  if (part.kind === 'head') return JSON.stringify([part.status, part.isEmpty, part.headers]);
  if (part.kind === 'end') return part.trailers.length === 0 ? '' : JSON.stringify(part.trailers);
  if (part.kind === 'refused') return JSON.stringify(shortened(part.problem));
  return part.kind === 'output' ? JSON.stringify(part.stream) : '';
}

/** The header of each part. */
interface Beginning {
  readonly kind: (typeof KINDS)[number];
  /** Zero for a part of no request: they are numbered from one. */
  readonly id: number;
  readonly lane: number;
}

function partOf({ kind, id, lane }: Beginning, json: string, bytes: Uint8Array): Part {
  switch (kind) {
    case 'idle':
      return { kind, ...(id > 0 && { id }) };
    case 'took':
      return { kind, id, lane };
    case 'chunk':
      return { kind, id, lane, bytes };
    case 'output':
      return { kind, stream: JSON.parse(json) as OutputMessage['stream'], bytes, ...(id > 0 && { id }) };
    case 'end':
      return { kind, id, trailers: json === '' ? [] : (JSON.parse(json) as TextField[]) };
    case 'refused':
      return { kind, id, problem: JSON.parse(json) as Problem };
    case 'head': {
      const [status, isEmpty, headers] = JSON.parse(json) as [number, boolean, TextField[]];
      return { kind, id, status, headers, isEmpty };
    }
  }
}

const aligned = (length: number): number => (length + HEAD - 1) & -HEAD;

/** @returns the parts that were written since the last time, in their order; chunks behind one another are one */
export function readParts(cells: PartsCells): Part[] {
  const { counts } = cells;
  const end = Atomics.load(counts, WRITTEN);
  let read = counts[READ]!;
  if (read === end) return [];
  const parts = new Parts();
  const memory = asBuffer(cells.bytes);
  while (read !== end) {
    const at = read & (CAPACITY - 1);
    const kind = memory.readUInt16LE(at);
    if (kind === WRAPS) {
      read = (read + CAPACITY - at) | 0;
      continue;
    }
    const bytesAt = at + HEAD + memory.readUInt32LE(at + 8);
    const bytesEnd = bytesAt + memory.readUInt32LE(at + 12);
    const json = bytesAt === at + HEAD ? '' : memory.toString('utf8', at + HEAD, bytesAt);
    const beginning = {
      kind: KINDS[kind]!,
      id: memory.readUInt32LE(at + 4),
      lane: memory.readUInt16LE(at + 2),
    };
    parts.add(beginning, json, bytesEnd > bytesAt ? cells.bytes.subarray(bytesAt, bytesEnd) : NO_BYTES);
    read = (read + aligned(bytesEnd - at)) | 0;
  }
  const all = parts.end();
  Atomics.store(counts, READ, read);
  Atomics.notify(counts, READ);
  return all;
}

/**
 * Parts that are being read. A guest writes a body in pieces of 4 KiB, and the client gets available pieces at once.
 */
class Parts {
  readonly #parts: Part[] = [];
  /** Of the last part, if it is a chunk. */
  readonly #pieces: Uint8Array[] = [];
  #last: Beginning = { kind: 'idle', id: 0, lane: 0 };

  /** @param bytes are copied before `end` returns */
  add(part: Beginning, json: string, bytes: Uint8Array): void {
    if (this.#pieces.length > 0 && (part.kind !== 'chunk' || part.id !== this.#last.id)) this.#flush();
    this.#last = part;
    if (part.kind === 'chunk') this.#pieces.push(bytes);
    else this.#parts.push(partOf(part, json, bytes.length > 0 ? bytes.slice() : NO_BYTES));
  }

  end(): Part[] {
    if (this.#pieces.length > 0) this.#flush();
    return this.#parts;
  }

  #flush(): void {
    const [first, ...more] = this.#pieces.splice(0);
    // The memory is the guest's again behind this.
    const bytes = more.length === 0 ? first!.slice() : new Uint8Array(Buffer.concat([first!, ...more]));
    this.#parts.push(partOf(this.#last, '', bytes));
  }
}

/** Output of a guest. In a server it travels with the parts of responses, in order. */
export interface OutputMessage {
  readonly kind: 'output';
  readonly stream: 'stdout' | 'stderr';
  readonly bytes: Uint8Array;
  /** The request that its instance got last. */
  readonly id?: number;
}

/**
 * Parts of the response to the request `id`: `took` when the thread has it, then in the order of `Responder`, then
 * `idle`. An `idle` without a request: the thread takes another, and has suspended ones. They have a separate way
 * (http/response-parts.ts).
 */
export type ResponseMessage =
  | { readonly kind: 'took'; readonly id: number; readonly lane: number }
  | {
      readonly kind: 'head';
      readonly id: number;
      readonly status: number;
      readonly headers: readonly TextField[];
      readonly isEmpty: boolean;
    }
  | { readonly kind: 'chunk'; readonly id: number; readonly lane: number; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly id: number; readonly trailers: readonly TextField[] }
  | { readonly kind: 'refused'; readonly id: number; readonly problem: Problem }
  | { readonly kind: 'idle'; readonly id?: number };
