import { QueryCache } from './query-cache.ts';

/** Numbers of the files and folders that a result depends on. */
export type Trace = readonly number[];

/**
 * The files and folders that results depend on, and the revision of their last change: whether a result is still
 * valid although its inputs were evicted. Files and folders are numbered, since very many results depend on few of them.
 */
export class DependencyTracker {
  readonly #numbers = new Map<string, number>();
  /** By number: the revision of the last change. */
  readonly #changed: number[] = [];
  /** The revision of the last change to everything. */
  #allChanged = 0;
  #looked: Set<number> | undefined;
  /** Memoizes `lastChange` until the next change, because it is called for every file of a root. */
  readonly #lastChanges = new QueryCache((trace: Trace) => this.#lastChange(trace));

  /** Must be called with each file that is read and each folder that is listed, whether or not it exists. */
  track(uri: string): void {
    this.#looked?.add(this.#number(uri));
  }

  /** Runs `work`, and returns its result and dependencies. */
  record<T>(work: () => T): { readonly result: T; readonly trace: Trace } {
    const outer = this.#looked;
    const looked = (this.#looked = new Set<number>());
    try {
      const result = work();
      return { result, trace: [...looked] };
    } finally {
      this.#looked = outer;
      for (const number of looked) outer?.add(number);
    }
  }

  invalidate(uri: string, revision: number): void {
    const number = this.#numbers.get(uri);
    // Untracked URIs are not a dependency of any cached result.
    if (number === undefined) return;
    this.#changed[number] = revision;
    this.#lastChanges.invalidate();
  }

  invalidateAll(revision: number): void {
    this.#allChanged = revision;
    this.#lastChanges.invalidate();
  }

  isIn(trace: Trace, uri: string): boolean {
    const number = this.#numbers.get(uri);
    return number !== undefined && trace.includes(number);
  }

  /** The revision of the last change to anything of a trace. */
  lastChange(trace: Trace): number {
    return this.#lastChanges.get(trace);
  }

  #lastChange(trace: Trace): number {
    let last = this.#allChanged;
    for (const number of trace) last = Math.max(last, this.#changed[number]!);
    return last;
  }

  #number(uri: string): number {
    const known = this.#numbers.get(uri);
    if (known !== undefined) return known;
    this.#numbers.set(uri, this.#changed.length);
    return this.#changed.push(0) - 1;
  }
}
