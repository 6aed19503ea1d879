/** Resolves when the event loop has handled what was waiting: input, timers, other requests. */
export type Turn = () => Promise<void>;

/** Thrown out of a run whose input is no longer the newest. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

/** Called by long runs between their steps. */
export interface Slice {
  /** Lets waiting requests go first when the run has held the thread for about 1 ms. @throws Superseded after a change */
  pause(): Promise<void>;
}

/** A request that arrives during a slice waits for its end: half of the time that a response may take. */
const SLICE_MS = 1;
/** A message is read a turn after the one before it, so two quiet turns mean that none is waiting. */
const QUIET_TURNS = 2;

/**
 * Runs one piece of background work after every burst of changes: at most one run at a time,
 * started when the queue has drained, stopped when a change comes.
 */
export class Scheduler {
  #revision = 0;
  #running = false;
  readonly #turn: Turn;
  readonly #pause: Turn;
  readonly #run: (slice: Slice) => Promise<void>;
  readonly #failed: (error: unknown) => void;
  #isInterrupted = false;

  /**
   * @param failed gets the exceptions of `run`, except Superseded
   * @param pause awaited a few times before a run, and within it after a request: longer than a turn if the run can wait
   */
  constructor(
    turn: Turn,
    run: (slice: Slice) => Promise<void>,
    failed: (error: unknown) => void,
    pause: Turn = turn,
  ) {
    this.#turn = turn;
    this.#pause = pause;
    this.#run = run;
    this.#failed = failed;
  }

  changed(): void {
    this.#revision += 1;
    if (!this.#running) void this.#work();
  }

  /** A request was answered, and others often follow: a run makes a longer pause for them. */
  interrupted(): void {
    this.#isInterrupted = true;
  }

  async #work(): Promise<void> {
    this.#running = true;
    let done;
    do {
      done = await this.#quiet();
      await this.#attempt(done);
    } while (done !== this.#revision);
    this.#running = false;
  }

  async #attempt(revision: number): Promise<void> {
    try {
      await this.#run(this.#slice(revision));
    } catch (error) {
      if (!(error instanceof Superseded)) this.#failed(error);
    }
  }

  /** Waits until no change has come for some turns, and says at which revision. */
  async #quiet(): Promise<number> {
    let seen;
    do {
      seen = this.#revision;
      for (let i = 0; i < QUIET_TURNS && seen === this.#revision; i++) await this.#pause();
    } while (seen !== this.#revision);
    return seen;
  }

  #slice(revision: number): Slice {
    let since = performance.now();
    return {
      pause: async () => {
        if (performance.now() - since >= SLICE_MS) {
          for (let i = 0; i < QUIET_TURNS; i++) await this.#turn();
          if (this.#isInterrupted) await this.#pause();
          this.#isInterrupted = false;
          since = performance.now();
        }
        if (revision !== this.#revision) throw new Superseded();
      },
    };
  }
}
