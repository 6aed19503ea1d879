/** Buckets of wasi:keyvalue/store: handles on stores that are granted. */
import {
  other,
  type CallStore,
  type Entry,
  type IntegerType,
  type KeyPage,
  type StoreOperation,
  type StoreResults,
  type Value,
} from './call.ts';
import { refusal } from './limits.ts';

/** The stores that a guest may open. */
export interface GrantedStores {
  readonly identifiers: readonly string[];
  readonly call: CallStore;
}

/** The common part of both drafts. Errors are thrown unchanged, by the convention of the bindings. */
export class Bucket {
  readonly #identifier: string;
  readonly #call: CallStore;

  constructor(identifier: string, call: CallStore) {
    this.#identifier = identifier;
    this.#call = call;
  }

  get(key: string): Value | undefined {
    return Bucket.ask(this, { do: 'get', keys: [key] })[0];
  }

  set(key: string, value: Value): void {
    // The bytes may be a view of the guest's memory.
    Bucket.ask(this, { do: 'set', entries: [[key, value.slice()]] });
  }

  delete(key: string): void {
    Bucket.ask(this, { do: 'delete', keys: [key] });
  }

  exists(key: string): boolean {
    return Bucket.ask(this, { do: 'exists', key });
  }

  static list(bucket: Bucket, cursor: bigint): KeyPage {
    return Bucket.ask(bucket, { do: 'list', cursor });
  }

  static getMany(bucket: Bucket, keys: readonly string[]): readonly (Value | undefined)[] {
    return Bucket.ask(bucket, { do: 'get', keys });
  }

  static setMany(bucket: Bucket, entries: readonly Entry[]): void {
    Bucket.ask(bucket, { do: 'set', entries: entries.map(([key, value]) => [key, value.slice()]) });
  }

  static deleteMany(bucket: Bucket, keys: readonly string[]): void {
    Bucket.ask(bucket, { do: 'delete', keys });
  }

  /** @param delta a number in a debugged guest */
  static increment(bucket: Bucket, key: string, delta: bigint | number, type: IntegerType): bigint {
    return Bucket.ask(bucket, { do: 'increment', key, delta: BigInt(delta), type });
  }

  static swap(bucket: Bucket, key: string, expected: Value | undefined, value: Value): boolean {
    return Bucket.ask(bucket, { do: 'swap', key, expected, value: value.slice() }).swapped;
  }

  /** @throws StoreError */
  static ask<Name extends StoreOperation['do']>(
    bucket: Bucket,
    operation: Extract<StoreOperation, { do: Name }>,
  ): StoreResults[Name] {
    const refused = refusal(operation);
    if (refused) throw refused;
    const answer = bucket.#call({ identifier: bucket.#identifier, operation });
    if ('error' in answer) throw answer.error;
    return answer.ok as StoreResults[Name];
  }
}

export class BucketOfDraft extends Bucket {
  listKeys(cursor: bigint | number | undefined): KeyPage {
    return Bucket.list(this, BigInt(cursor ?? 0));
  }
}

interface KeyResponse {
  readonly keys: readonly string[];
  readonly cursor: string | undefined;
}

/** The same cursor, written as text. */
export class BucketOfDraft2 extends Bucket {
  listKeys(cursor: string | undefined): KeyResponse {
    const page = Bucket.list(this, readCursor(cursor));
    return { keys: page.keys, cursor: page.cursor?.toString() };
  }
}

function readCursor(text = '0'): bigint {
  if (/^\d{1,20}$/.test(text)) return BigInt(text);
  throw other('the cursor is not one that list-keys gave');
}

/** `open` of a draft. */
export const opener =
  <B extends Bucket>(type: new (identifier: string, call: CallStore) => B, stores: GrantedStores) =>
  (identifier: string): B => {
    if (!stores.identifiers.includes(identifier)) throw { tag: 'no-such-store' };
    const bucket = new type(identifier, stores.call);
    Bucket.ask(bucket, { do: 'open' });
    return bucket;
  };
