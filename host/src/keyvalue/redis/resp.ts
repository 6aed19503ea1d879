/**
 * RESP, the protocol of Redis and Valkey, in its second version, which every server of both speaks. Source:
 * https://redis.io/docs/latest/develop/reference/protocol-spec/
 */

/** An error reply of the server, which begins with a word in capitals. */
export class RedisError extends Error {}

/** Bytes that are not RESP, or a reply beyond its limit: the rest cannot be parsed. */
export class NotRespError extends Error {}

export type Reply = string | bigint | Uint8Array | RedisError | undefined | readonly Reply[];

/** The longest line: of an error, or a number. */
const LINE_BYTES = 65_536;
/** Arrays in arrays: SCAN has one. */
const DEPTH = 4;
/** In one array. */
const ITEMS = 1_000_000;
const LINE_END = Buffer.from('\r\n');

export function encodeCommand(words: readonly (string | Uint8Array)[]): Buffer {
  const parts = words.flatMap((word) => {
    const bytes = typeof word === 'string' ? Buffer.from(word) : word;
    return [Buffer.from(`$${bytes.length}\r\n`), bytes, LINE_END];
  });
  return Buffer.concat([Buffer.from(`*${words.length}\r\n`), ...parts]);
}

/** The next item to read: a line without its end, or a number of bytes. */
type Need = 'line' | number;

/** Makes replies of the chunks that arrive. */
export class ReplyReader {
  readonly #limit: number;
  readonly #onReply: (reply: Reply) => void;
  #chunks: Buffer[] = [];
  #length = 0;
  /** Bytes that the present reply has taken. */
  #taken = 0;
  #reading: Generator<Need, Reply, Buffer>;
  #need: Need;

  /** @param limit the most bytes that one reply may have */
  constructor(limit: number, onReply: (reply: Reply) => void) {
    this.#limit = limit;
    this.#onReply = onReply;
    this.#reading = readReply();
    this.#need = firstNeed(this.#reading);
  }

  /** @throws NotRespError */
  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    for (let part = this.#take(); part; part = this.#take()) this.#parse(part);
  }

  #parse(part: Buffer): void {
    const step = this.#reading.next(part);
    if (!step.done) return void (this.#need = step.value);
    this.#reading = readReply();
    this.#need = firstNeed(this.#reading);
    this.#taken = 0;
    this.#onReply(step.value);
  }

  /** The bytes that the reader needs, once they have arrived. */
  #take(): Buffer | undefined {
    if (typeof this.#need === 'number') return this.#takeBytes(this.#need);
    // Lines are short, so that chunks are joined for one only when they are.
    const first = this.#joined();
    const end = first.indexOf(LINE_END);
    if ((end < 0 ? first.length : end) > LINE_BYTES) throw new NotRespError('a line is too long');
    return end < 0 ? undefined : this.#takeBytes(end + LINE_END.length)?.subarray(0, end);
  }

  #takeBytes(count: number): Buffer | undefined {
    if (this.#taken + count > this.#limit)
      throw new NotRespError(`an answer is larger than ${this.#limit} bytes`);
    if (this.#length < count) return undefined;
    const all = this.#joined();
    this.#chunks = [all.subarray(count)];
    this.#length -= count;
    this.#taken += count;
    return all.subarray(0, count);
  }

  #joined(): Buffer {
    const [first, second] = this.#chunks;
    if (!first || second) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0]!;
  }
}

const firstNeed = (reading: Generator<Need, Reply, Buffer>): Need => reading.next().value as Need;

function* readReply(depth = 0): Generator<Need, Reply, Buffer> {
  const line = (yield 'line').toString();
  const rest = line.slice(1);
  switch (line[0]) {
    case '+':
      return rest;
    case '-':
      return new RedisError(rest);
    case ':':
      return integerOf(rest);
    case '$':
      return yield* readBulk(Number(integerOf(rest)));
    case '*':
      return yield* readArray(Number(integerOf(rest)), depth);
    default:
      throw new NotRespError('it does not speak the protocol of Redis');
  }
}

function* readBulk(length: number): Generator<Need, Uint8Array | undefined, Buffer> {
  if (length < 0) return undefined;
  const bytes = yield length + LINE_END.length;
  // A copy, so that a value does not hold on to the chunk it came in.
  return Uint8Array.from(bytes.subarray(0, length));
}

function* readArray(length: number, depth: number): Generator<Need, Reply, Buffer> {
  if (length < 0) return undefined;
  if (length > ITEMS || depth >= DEPTH) throw new NotRespError('an array is too large');
  const items: Reply[] = [];
  while (items.length < length) items.push(yield* readReply(depth + 1));
  return items;
}

function integerOf(text: string): bigint {
  if (!/^[+-]?\d{1,20}$/.test(text)) throw new NotRespError('a number is not one');
  return BigInt(text);
}
