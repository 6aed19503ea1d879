/** What the command and a resident host say to each other: frames of a message in JSON and the bytes that belong to it. */
import type { Readable } from 'node:stream';
import type { Problem, RunParams, RunResult } from '../protocol.ts';

export interface ResidentRun {
  readonly params: RunParams;
  /** A folder for caches. */
  readonly storage: string;
  /** The folder that the command was called in. */
  readonly project: string;
}

export type ToResident =
  /** The first one. */
  | ({ readonly kind: 'run' } & ResidentRun)
  | { readonly kind: 'stop' }
  /** Answers `want`; without bytes the input is at its end. */
  | { readonly kind: 'input' }
  /** Nobody reads this output any more. */
  | { readonly kind: 'closed'; readonly stream: 'stdout' | 'stderr' };

export type FromResident =
  | { readonly kind: 'output'; readonly stream: 'stdout' | 'stderr' }
  | { readonly kind: 'want' }
  | { readonly kind: 'done'; readonly result: RunResult }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface Frame<Message> {
  readonly message: Message;
  readonly bytes: Uint8Array;
}

const HEAD_BYTES = 8;
/** Both sides write far less: something else speaks. */
const MOST_BYTES = 2 ** 26;

/** Two lengths in 32 bits, that of the JSON and that of the bytes; the JSON in UTF-8; the bytes. */
export function encode(message: ToResident | FromResident, bytes: Uint8Array = new Uint8Array()): Buffer {
  const json = Buffer.from(JSON.stringify(message));
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(json.length, 0);
  head.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([head, json, bytes]);
}

/** @throws Error when what arrives is no frame, or the stream fails */
export async function* decode<Message>(from: Readable): AsyncGenerator<Frame<Message>> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of from) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    for (let frame = first<Message>(rest); frame; frame = first<Message>(rest)) {
      rest = rest.subarray(frame.length);
      yield frame;
    }
  }
}

function first<Message>(from: Buffer): (Frame<Message> & { readonly length: number }) | undefined {
  if (from.length < HEAD_BYTES) return undefined;
  const [json, bytes] = [from.readUInt32LE(0), from.readUInt32LE(4)];
  const length = HEAD_BYTES + json + bytes;
  if (length > MOST_BYTES) throw new Error(`a frame of ${length} bytes`);
  if (from.length < length) return undefined;
  const text = from.toString('utf8', HEAD_BYTES, HEAD_BYTES + json);
  return { message: JSON.parse(text) as Message, bytes: from.subarray(HEAD_BYTES + json, length), length };
}
