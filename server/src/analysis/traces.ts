import { Answers } from './answers.ts';

/** Numbers of the files and folders that were looked at for something. */
export type Trace = readonly number[];

/**
 * What was looked at, and when it changed last: tells whether an answer still holds when what it was made of
 * is no longer kept. Files and folders are numbered, since very many answers come from few of them.
 */
export class Traces {
  readonly #numbers = new Map<string, number>();
  /** By number: the revision of the last change. */
  readonly #changed: number[] = [];
  /** The revision of the last change to everything. */
  #allChanged = 0;
  #looked: Set<number> | undefined;
  /** What `lastChange` has answered since the last change: it is asked of every file of a root. */
  readonly #answers = new Answers((trace: Trace) => this.#lastChange(trace));

  /** To be called with each file that is read and each folder that is listed, whether or not it is there. */
  look(uri: string): void {
    this.#looked?.add(this.#number(uri));
  }

  /** Does something, and tells what was looked at for it. */
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

  changed(uri: string, revision: number): void {
    const number = this.#numbers.get(uri);
    // What nobody has looked at is part of nothing.
    if (number === undefined) return;
    this.#changed[number] = revision;
    this.#answers.changed();
  }

  everythingChanged(revision: number): void {
    this.#allChanged = revision;
    this.#answers.changed();
  }

  isIn(trace: Trace, uri: string): boolean {
    const number = this.#numbers.get(uri);
    return number !== undefined && trace.includes(number);
  }

  /** The revision of the last change to anything of a trace. */
  lastChange(trace: Trace): number {
    return this.#answers.get(trace);
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
