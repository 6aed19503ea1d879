/** Results of a query by its argument, valid until something changes. */
export class QueryCache<Key, Value> {
  readonly #compute: (key: Key) => Value;
  #known = new Map<Key, Value>();

  constructor(compute: (key: Key) => Value) {
    this.#compute = compute;
  }

  get(key: Key): Value {
    const known = this.#known.get(key);
    if (known !== undefined || this.#known.has(key)) return known!;
    const value = this.#compute(key);
    this.#known.set(key, value);
    return value;
  }

  /** The results since the last change. */
  entries(): Iterable<readonly [Key, Value]> {
    return this.#known;
  }

  delete(key: Key): void {
    this.#known.delete(key);
  }

  /**
   * Starts a new table: a cleared one would retain its entries until the next full collection, since V8 links it to its
   * successor.
   */
  invalidate(): void {
    this.#known = new Map();
  }
}
