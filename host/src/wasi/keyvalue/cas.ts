/** Compare-and-swap of wasi:keyvalue/atomics 0.2.0-draft2: a value is swapped if it has not changed since. */
import { Bucket } from './bucket.ts';
import type { StoreError, Value } from './call.ts';

export class Cas {
  readonly #bucket: Bucket;
  readonly #key: string;
  readonly #current: Value | undefined;

  private constructor(bucket: Bucket, key: string) {
    this.#bucket = bucket;
    this.#key = key;
    this.#current = bucket.get(key);
  }

  static new(bucket: Bucket, key: string): Cas {
    return new Cas(bucket, key);
  }

  current(): Value | undefined {
    return this.#current;
  }

  /** @throws CasError: with a handle on the value that the key has now, or an error of the store */
  static swap(cas: Cas, value: Value): void {
    if (orCasError(() => Bucket.swap(cas.#bucket, cas.#key, cas.#current, value))) return;
    throw { tag: 'cas-failed', val: orCasError(() => new Cas(cas.#bucket, cas.#key)) };
  }
}

function orCasError<Result>(ask: () => Result): Result {
  try {
    return ask();
  } catch (error) {
    // Other errors are faults of the host, and are rethrown.
    if (error instanceof Error) throw error;
    throw { tag: 'store-error', val: error as StoreError };
  }
}
