/** What is kept and could be made again. */
interface Sized {
  /** In the unit of the limit. */
  readonly size: number;
}

/** Things by name, up to a size in sum. What is beyond it is let go, those that were used longest ago first. */
export class Kept<T extends Sized> {
  readonly #most: number;
  readonly #isNeeded: (one: T) => boolean;
  readonly #letGo: (name: string, one: T) => void;
  /** What was used last is at the end. */
  readonly #all = new Map<string, T>();
  #last: string | undefined;
  #size = 0;

  /**
   * @param isNeeded what is stays, however long it was not used
   * @param letGo is told of what is not kept any more
   */
  constructor(most: number, isNeeded: (one: T) => boolean, letGo: (name: string, one: T) => void) {
    this.#most = most;
    this.#isNeeded = isNeeded;
    this.#letGo = letGo;
  }

  get(name: string): T | undefined {
    return this.#all.get(name);
  }

  /** Keeps something, or says that it is used. */
  use(name: string, one: T): void {
    this.#put(name, one);
    for (const [oldest, other] of this.#all) {
      if (this.#size <= this.#most || oldest === name) return;
      if (this.#isNeeded(other)) this.#put(oldest, other);
      else this.#drop(oldest, other);
    }
  }

  #put(name: string, one: T): void {
    this.#size += one.size - (this.#all.get(name)?.size ?? 0);
    // Only where it moves: each deletion brings the table nearer to being copied.
    if (this.#last !== name) this.#all.delete(name);
    this.#all.set(name, one);
    this.#last = name;
  }

  #drop(name: string, one: T): void {
    this.#size -= one.size;
    this.#all.delete(name);
    this.#letGo(name, one);
  }
}
