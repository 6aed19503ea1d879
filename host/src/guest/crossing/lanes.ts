import type { Crossing } from './crossing.ts';

/**
 * Rows of a recording. The calls in a row nest, which viewers of Chrome's format rely on: asynchronous calls that
 * overlap are in different ones.
 */
export class Lanes {
  /** Of each lane the calls that run, outer ones first. */
  readonly #running: Crossing[][] = [];

  /** @returns the number of the lane that the call runs in: that of its parent unless another call runs there */
  enter(crossing: Crossing): number {
    const found = this.#running.findIndex((calls) => calls.at(-1) === crossing.parent);
    const lane = found >= 0 ? found : this.#free();
    (this.#running[lane] ??= []).push(crossing);
    return lane;
  }

  leave(crossing: Crossing, lane: number): void {
    const calls = this.#running[lane] ?? [];
    const at = calls.lastIndexOf(crossing);
    if (at >= 0) calls.splice(at, 1);
  }

  #free(): number {
    const found = this.#running.findIndex((calls) => calls.length === 0);
    return found >= 0 ? found : this.#running.length;
  }
}
