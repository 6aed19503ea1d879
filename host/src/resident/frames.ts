/** The protocol between the command and a resident host: frames of a JSON message and its bytes. */
import type { Readable } from 'node:stream';
import type { Problem, RunParams, RunResult, StandardStream } from '../protocol.ts';

export interface ResidentRun {
  readonly params: RunParams;
  /** A folder for caches. */
  readonly storage: string;
  /** The folder that the command was called in. */
  readonly project: string;
}

/** A command line of `run`, `invoke` or `serve`, and the context of its process. */
export interface ResidentCommand {
  readonly name: string;
  readonly args: readonly string[];
  readonly pid: number;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminals: readonly StandardStream[];
}

export type ToResident =
  /** The first one. */
  | ({ readonly kind: 'run' } & ResidentRun)
  /** The same, to be read by the host. */
  | ({ readonly kind: 'command' } & ResidentCommand)
  /** Prepares for the command line, and answers nothing. */
  | ({ readonly kind: 'prepare' } & ResidentCommand)
  /** Stops the host. */
  | { readonly kind: 'stop' }
  /** The command was interrupted: a server stops, at the second one at once. */
  | { readonly kind: 'interrupt' }
  /** The reply to `want`; without bytes the input has ended. */
  | { readonly kind: 'input' }
  /** The reply to output, with the system's name of the error by which it is lost. */
  | { readonly kind: 'written'; readonly stream: 'stdout' | 'stderr'; readonly failure?: string };

export type FromResident =
  | { readonly kind: 'output'; readonly stream: 'stdout' | 'stderr' }
  | { readonly kind: 'want' }
  /** The host does not support the command line. */
  | { readonly kind: 'elsewhere' }
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
  const frames = new Frames<Message>();
  for await (const chunk of from) yield* frames.take(chunk as Buffer);
}

/** Makes frames of bytes that come in pieces. */
export class Frames<Message> {
  #rest: Buffer = Buffer.alloc(0);

  /** @throws Error when what arrives is no frame */
  take(chunk: Buffer): Frame<Message>[] {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const frames: Frame<Message>[] = [];
    for (let frame = first<Message>(this.#rest); frame; frame = first<Message>(this.#rest)) {
      this.#rest = this.#rest.subarray(frame.length);
      frames.push(frame);
    }
    return frames;
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
