import { LIMITS, sizeOf, storeFull, tooMuchAtOnce, type Limits } from '../wasi/keyvalue/limits.ts';
import type { Entry, KeyPage, Value } from '../wasi/keyvalue/call.ts';

/** A change of one key; without a value, the key is deleted. */
export type Change = readonly [key: string, value: Value | undefined];

/** The entries of one store in memory. Keys are in insertion order, which pages of `list-keys` follow. */
export class Table {
  readonly #entries = new Map<string, { readonly place: bigint; readonly value: Value }>();
  /** By place; entries whose key was set again or deleted are removed from time to time. */
  #order: { readonly place: bigint; readonly key: string }[] = [];
  #lastPlace = 0n;
  #bytes = 0;
  readonly limits: Limits;

  constructor(limits: Limits = LIMITS) {
    this.limits = limits;
  }

  /** The size of the entries, counted towards `storeBytes`. */
  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): Value | undefined {
    return this.#entries.get(key)?.value;
  }

  /** @throws StoreError when the values are too large together */
  getMany(keys: readonly string[]): (Value | undefined)[] {
    const values = keys.map((key) => this.get(key));
    const bytes = values.reduce((sum, value) => sum + (value?.length ?? 0), 0);
    if (bytes > this.limits.batchBytes) throw tooMuchAtOnce(this.limits);
    return values;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  *entries(): Generator<Entry> {
    for (const [key, { value }] of this.#entries) yield [key, value];
  }

  page(cursor: bigint): KeyPage {
    const keys: string[] = [];
    let bytes = 0;
    let last = cursor;
    for (let at = this.#behind(cursor); at < this.#order.length; at++) {
      const { place, key } = this.#order[at]!;
      if (this.#entries.get(key)?.place !== place) continue;
      const length = Buffer.byteLength(key);
      const isFull = keys.length >= this.limits.pageKeys || bytes + length > this.limits.pageBytes;
      if (isFull) return { keys, cursor: last };
      keys.push(key);
      bytes += length;
      last = place;
    }
    return { keys, cursor: undefined };
  }

  /** Makes all changes or none. @throws StoreError when the store would be too full */
  apply(changes: readonly Change[]): void {
    // Of a key that occurs twice the last value counts.
    const last = [...new Map(changes)];
    const bytes = last.reduce((sum, change) => sum + this.#growth(change), this.#bytes);
    if (bytes > this.limits.storeBytes && bytes > this.#bytes) throw storeFull(this.limits);
    this.#bytes = bytes;
    for (const [key, value] of last) this.#put(key, value);
    if (this.#order.length > 2 * this.#entries.size + 1000) this.#tidy();
  }

  /** Repeats earlier changes. Limits are not checked, as the store contained these entries before. */
  restore(changes: readonly Change[]): void {
    for (const change of changes) {
      this.#bytes += this.#growth(change);
      this.#put(...change);
    }
  }

  #growth([key, value]: Change): number {
    const former = this.get(key);
    return (
      (value ? sizeOf([key, value], this.limits) : 0) - (former ? sizeOf([key, former], this.limits) : 0)
    );
  }

  #put(key: string, value: Value | undefined): void {
    if (!value) return void this.#entries.delete(key);
    const former = this.#entries.get(key);
    const place = former?.place ?? ++this.#lastPlace;
    if (!former) this.#order.push({ place, key });
    this.#entries.set(key, { place, value });
  }

  #tidy(): void {
    this.#order = this.#order.filter(({ place, key }) => this.#entries.get(key)?.place === place);
  }

  /** The first index whose place is behind the cursor. */
  #behind(cursor: bigint): number {
    let [from, to] = [0, this.#order.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.#order[middle]!.place <= cursor) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
