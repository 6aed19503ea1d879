import { BASE_THREADS, usefulThreads } from './slot.ts';
import type { Slots } from './slots.ts';
import type { WaitingRequests } from './waiting-requests.ts';

/** How long a request waits for a thread before one beyond `BASE_THREADS` starts. */
const PATIENCE_MS = 20;
/** How long a part of a response may be delayed while its guest computes; guests ring when they wait or end. */
export const LOOK_MS = 5;

/** Starts the threads of a pool: the first ones as soon as requests wait, more only where they would help. */
export class ThreadSupply {
  readonly #slots: Slots;
  readonly #waiting: WaitingRequests;
  readonly #concurrency: number;
  readonly #startThread: () => void;
  #patience: NodeJS.Timeout | undefined;
  #nextLook: NodeJS.Timeout | undefined;

  /** @param concurrency how many requests may be handled at once */
  constructor(slots: Slots, waiting: WaitingRequests, concurrency: number, startThread: () => void) {
    this.#slots = slots;
    this.#waiting = waiting;
    this.#concurrency = concurrency;
    this.#startThread = startThread;
  }

  /** Sees to it that requests which wait get a thread, and that what guests write is found. */
  attend(): void {
    this.#nextLook ??= setTimeout(() => {
      this.#nextLook = undefined;
      this.#slots.look();
      if (this.#waiting.size > 0 || this.#slots.areWorking) this.attend();
    }, LOOK_MS);
    if (this.#waiting.queued <= this.#slots.free) return;
    if (this.#slots.starting === 0 && this.#slots.size < Math.min(BASE_THREADS, this.#concurrency))
      this.#startThread();
    this.#patience ??= setTimeout(() => this.#relieve(), PATIENCE_MS);
  }

  /**
   * Starts threads for requests that have none to wait for. While threads start, which keeps the processors busy, no
   * others do.
   */
  #relieve(): void {
    this.#patience = undefined;
    this.#slots.look();
    this.#waiting.wakeAll();
    const { first, queued } = this.#waiting;
    const useful = first ? usefulThreads([...this.#slots], queued, first, this.#concurrency) : 0;
    const room = this.#slots.starting > 0 ? 0 : useful - this.#slots.size;
    for (let left = room; left > 0; left--) this.#startThread();
    if (this.#waiting.size > 0) this.attend();
  }

  /** Starts no more threads. */
  stop(): void {
    clearTimeout(this.#patience);
    clearTimeout(this.#nextLook);
  }
}
