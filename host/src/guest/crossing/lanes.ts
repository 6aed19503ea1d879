import type { Crossing } from './crossing.ts';

/** A call that has not returned. */
interface Running {
  readonly crossing: Crossing;
  /** Of the clock of `Lanes`. */
  readonly since: number;
  lane: Lane;
}

interface Lane {
  readonly number: number;
  /** Outer ones first. */
  readonly calls: Running[];
  /** When a call in it has last returned. */
  freeSince: number;
}

/**
 * Rows of a recording. The calls in a row nest, which viewers of Chrome's format rely on: asynchronous calls that
 * overlap are in different ones, and so is a call that outlives the one that made it. A call's row is final when it
 * returns.
 */
export class Lanes {
  readonly #lanes: Lane[] = [];
  readonly #running = new Map<Crossing, Running>();
  /** Counts calls and returns. */
  #clock = 0;

  /** The call runs in the lane of its parent unless another call runs there. */
  enter(crossing: Crossing): void {
    const since = ++this.#clock;
    const lane =
      this.#lanes.find(({ calls }) => calls.at(-1)?.crossing === crossing.parent) ?? this.#free(since);
    const running = { crossing, since, lane };
    this.#running.set(crossing, running);
    lane.calls.push(running);
  }

  /**
   * Calls that it has made and that still run get another lane.
   * @returns the number of the lane that the call ran in; the first is 0
   */
  leave(crossing: Crossing): number {
    const running = this.#running.get(crossing);
    if (!running) return 0;
    this.#running.delete(crossing);
    const { lane } = running;
    const [, ...outlasting] = lane.calls.splice(lane.calls.indexOf(running));
    lane.freeSince = ++this.#clock;
    const [outermost] = outlasting;
    if (outermost) move(outlasting, this.#free(outermost.since));
    return lane.number;
  }

  /** A lane in which nothing has run since then. */
  #free(since: number): Lane {
    const found = this.#lanes.find(({ calls, freeSince }) => calls.length === 0 && freeSince < since);
    if (found) return found;
    const lane = { number: this.#lanes.length, calls: [], freeSince: 0 };
    this.#lanes.push(lane);
    return lane;
  }
}

function move(calls: readonly Running[], lane: Lane): void {
  for (const running of calls) running.lane = lane;
  lane.calls.push(...calls);
}
