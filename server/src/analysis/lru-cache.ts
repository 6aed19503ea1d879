/** A value that could be computed again. */
interface Sized {
  /** In the unit of the limit. */
  readonly size: number;
}

/** Values by name, up to a total size. Beyond it the least recently used are evicted. */
export class LruCache<T extends Sized> {
  readonly #most: number;
  readonly isPinned: (value: T) => boolean;
  readonly evicted: (name: string, value: T) => void;
  /** The most recently used is the last. */
  readonly #all = new Map<string, T>();
  #last: string | undefined;
  #size = 0;

  /**
   * @param isPinned values that are never evicted
   * @param evicted called for each value that was
   */
  constructor(most: number, isPinned: (one: T) => boolean, evicted: (name: string, one: T) => void) {
    this.#most = most;
    this.isPinned = isPinned;
    this.evicted = evicted;
  }

  get(name: string): T | undefined {
    return this.#all.get(name);
  }

  /** Adds a value, or marks it as used. */
  use(name: string, value: T): void {
    this.#put(name, value);
    for (const [oldest, candidate] of this.#all) {
      if (this.#size <= this.#most || oldest === name) return;
      if (this.isPinned(candidate)) this.#put(oldest, candidate);
      else this.#drop(oldest, candidate);
    }
  }

  #put(name: string, value: T): void {
    this.#size += value.size - (this.#all.get(name)?.size ?? 0);
    // Only where it moves: each deletion brings the table nearer to being copied.
    if (this.#last !== name) this.#all.delete(name);
    this.#all.set(name, value);
    this.#last = name;
  }

  #drop(name: string, value: T): void {
    this.#size -= value.size;
    this.#all.delete(name);
    this.evicted(name, value);
  }
}
