import { HostError } from '../../base/problem.ts';
import {
  other,
  type IntegerType,
  type KeyPage,
  type StoreOperation,
  type StoreResult,
} from '../../wasi/keyvalue/call.ts';
import type { StoreError } from '../../wasi/keyvalue/call.ts';
import { LIMITS, tooMuchAtOnce } from '../../wasi/keyvalue/limits.ts';
import type { Store } from '../store.ts';
import { redisAddress, type RedisAddress } from './address.ts';
import { Connection, ConnectionError, type Patience } from './connection.ts';
import { RedisError } from './resp.ts';

/** Sets the value if the current one is as expected, or absent as expected. */
const SWAP = `if redis.call('GET', KEYS[1]) == (ARGV[2] or false) then
  redis.call('SET', KEYS[1], ARGV[1])
  return 1
end
return 0`;

/** The most that the server can count up in one step. */
const MOST_DELTA = 2n ** 63n - 1n;

/**
 * A store that is a database of Redis or Valkey: keys and values are those of the database, as they are, so that other
 * programs and hosts share them. It is durable as the server is set up, and as full as its `maxmemory` allows.
 */
export class RedisStore implements Store {
  readonly #address: RedisAddress;
  readonly #patience: Patience | undefined;
  #connection: Connection;
  #connecting: Promise<Connection> | undefined;
  #isClosed = false;

  private constructor(address: RedisAddress, connection: Connection, patience: Patience | undefined) {
    this.#address = address;
    this.#connection = connection;
    this.#patience = patience;
  }

  /** @throws HostError `keyvalue-url`, `keyvalue-unreachable` or `keyvalue-refused` */
  static async open(url: string, patience?: Patience): Promise<RedisStore> {
    const address = redisAddress(url);
    try {
      return new RedisStore(address, await Connection.open(address, patience), patience);
    } catch (error) {
      throw error instanceof RedisError ? refused(address, error) : unreachable(address, error as Error);
    }
  }

  async run(operation: StoreOperation): Promise<StoreResult> {
    try {
      return await operate(await this.#connected(), operation);
    } catch (error) {
      throw storeErrorOf(error);
    }
  }

  close(): Promise<void> {
    this.#isClosed = true;
    this.#connection.close();
    return Promise.resolve();
  }

  /** The connection, opened again after a loss: by the next command, for all concurrent ones. */
  async #connected(): Promise<Connection> {
    if (this.#connection.isOpen || this.#isClosed) return this.#connection;
    this.#connecting ??= Connection.open(this.#address, this.#patience).finally(
      () => (this.#connecting = undefined),
    );
    this.#connection = await this.#connecting;
    // The guest may have ended meanwhile.
    if (this.#isClosed) this.#connection.close();
    return this.#connection;
  }
}

async function operate(connection: Connection, operation: StoreOperation): Promise<StoreResult> {
  switch (operation.do) {
    case 'open':
      await connection.ask('PING');
      return undefined;
    case 'get':
      return getMany(connection, operation.keys);
    case 'exists':
      return (await connection.ask('EXISTS', operation.key)) === 1n;
    case 'list':
      return page(connection, operation.cursor);
    case 'set':
      if (operation.entries.length > 0) await connection.ask('MSET', ...operation.entries.flat());
      return undefined;
    case 'delete':
      if (operation.keys.length > 0) await connection.ask('DEL', ...operation.keys);
      return undefined;
    case 'increment':
      return increment(connection, operation.key, operation.delta, operation.type);
    case 'swap': {
      const { key, expected, value } = operation;
      const reply = await connection.ask('EVAL', SWAP, '1', key, value, ...(expected ? [expected] : []));
      return { swapped: reply === 1n };
    }
  }
}

async function getMany(connection: Connection, keys: readonly string[]): Promise<StoreResult> {
  if (keys.length === 0) return [];
  // Checked before the server sends values that are too large.
  const lengths = await Promise.all(keys.map((key) => connection.ask('STRLEN', key)));
  const together = lengths.reduce<bigint>((sum, length) => sum + (length as bigint), 0n);
  if (together > LIMITS.batchBytes) throw tooMuchAtOnce(LIMITS);
  return (await connection.ask('MGET', ...keys)) as (Uint8Array | undefined)[];
}

/** Keys of other types than text, and those that are not UTF-8, are nothing that a guest could get. */
async function page(connection: Connection, cursor: bigint): Promise<KeyPage> {
  const words = ['SCAN', String(cursor), 'COUNT', String(LIMITS.pageKeys), 'TYPE', 'string'];
  const [end, found] = (await connection.ask(...words)) as [Uint8Array, Uint8Array[]];
  const next = BigInt(Buffer.from(end).toString());
  const keys = found.flatMap(textOf);
  if (next === 0n) return { keys, cursor: undefined };
  return keys.length > 0 ? { keys, cursor: next } : page(connection, next);
}

async function increment(
  connection: Connection,
  key: string,
  delta: bigint,
  type: IntegerType,
): Promise<bigint> {
  if (delta > MOST_DELTA) throw other('overflow incrementing value');
  const sum = (await connection.ask('INCRBY', key, String(delta))) as bigint;
  if (type === 'u64' && sum < 0n) throw other(`the sum, ${sum}, is below zero`);
  return sum;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): string[] {
  try {
    return [utf8.decode(bytes)];
  } catch {
    return [];
  }
}

/** The error of an operation, as the interface has it. */
function storeErrorOf(error: unknown): unknown {
  if (error instanceof ConnectionError) return other(`the store does not answer: ${error.message}`);
  if (!(error instanceof RedisError)) return error;
  return isDenial(error) ? DENIED : other(error.message);
}

const DENIED: StoreError = { tag: 'access-denied' };

/** Whether the user is not allowed to do this, or unknown. */
const isDenial = ({ message }: RedisError): boolean => /^(NOPERM|NOAUTH|WRONGPASS) /.test(message);

const unreachable = ({ shown }: RedisAddress, { message }: Error): HostError =>
  new HostError({
    code: 'keyvalue-unreachable',
    message: `the key-value store ${shown} cannot be reached: ${message}`,
    help: 'Start the server, or correct the URL of --keyvalue or of the setting wit.run.keyvalue.',
  });

const refused = ({ shown }: RedisAddress, { message }: RedisError): HostError =>
  new HostError({
    code: 'keyvalue-refused',
    message: `the key-value store ${shown} refuses: ${message}`,
    help: 'Correct user, password or database in the URL: redis://USER:PASSWORD@HOST:PORT/DATABASE.',
  });
