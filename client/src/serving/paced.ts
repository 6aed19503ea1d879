import { coalesced } from '../coalesced.ts';

/** Several files often change at once. */
const DELAY_MS = 200;
const LONGEST_MS = 30_000;
/** Changes within this time after an action may be its own. */
const OWN_MS = 1_000;

/**
 * Repeats an action on demand, one at a time. Demands that nobody waits for are collected, and wait longer after each
 * action that was followed by another one: an action that causes a demand itself, as a build that writes among its
 * sources, would else never rest.
 */
export class Paced {
  readonly #act: () => Promise<void>;
  /** Demands that are not met yet. */
  #demands = 0;
  #timer: NodeJS.Timeout | undefined;
  #ended = -Infinity;
  #inRow = 0;

  /** @param action does not reject */
  constructor(action: () => Promise<void>) {
    this.#act = coalesced(action);
  }

  now(): void {
    this.#inRow = 0;
    this.#cancel();
    void this.#run();
  }

  soon(): void {
    if (this.#timer !== undefined) return;
    const isOwn = this.#demands > 0 || Date.now() - this.#ended < OWN_MS;
    this.#inRow = isOwn ? this.#inRow + 1 : 0;
    this.#timer = setTimeout(() => this.#run(), Math.min(DELAY_MS * 2 ** this.#inRow, LONGEST_MS));
  }

  dispose(): void {
    this.#cancel();
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #run(): Promise<void> {
    this.#timer = undefined;
    this.#demands++;
    await this.#act();
    this.#demands--;
    this.#ended = Date.now();
  }
}
