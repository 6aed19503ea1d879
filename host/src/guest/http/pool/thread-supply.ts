import { nowMs } from '../../../node/now.ts';
import { BASE_THREADS, isOverlong, usefulThreads, type Slot } from './slot.ts';
import type { Slots } from './slots.ts';
import type { WaitingRequests } from './waiting-requests.ts';

/** How long a request waits for a thread before one beyond `BASE_THREADS` starts. */
const PATIENCE_MS = 20;
/** How long a part of a response may be delayed while its guest computes; guests ring when they wait or end. */
export const LOOK_MS = 5;

export interface SupplyOptions {
  /** How many requests may be handled at once. */
  readonly concurrency: number;
  readonly start: () => void;
  /** Called for a thread that takes no request although it counts as free; again as long as that is so. */
  readonly overlong: (slot: Slot) => void;
}

/** Starts the threads of a pool: the first ones as soon as requests wait, more only where they would help. */
export class ThreadSupply {
  readonly #slots: Slots;
  readonly #waiting: WaitingRequests;
  readonly #concurrency: number;
  readonly #startThread: () => void;
  readonly #overlong: (slot: Slot) => void;
  #patience: NodeJS.Timeout | undefined;
  #nextLook: NodeJS.Timeout | undefined;

  constructor(slots: Slots, waiting: WaitingRequests, { concurrency, start, overlong }: SupplyOptions) {
    this.#slots = slots;
    this.#waiting = waiting;
    this.#concurrency = concurrency;
    this.#startThread = start;
    this.#overlong = overlong;
  }

  /**
   * Sees to it that requests which wait get a thread, and that what guests write is found.
   * @param isLate whether a request waits although there are free threads
   */
  attend(isLate = false): void {
    this.#nextLook ??= setTimeout(() => {
      this.#nextLook = undefined;
      this.#slots.look();
      if (this.#waiting.size > 0 || this.#slots.areWorking) this.attend(this.#isLate());
    }, LOOK_MS);
    if (this.#waiting.queued <= this.#slots.free && !isLate) return;
    if (this.#slots.starting === 0 && this.#slots.size < Math.min(BASE_THREADS, this.#concurrency))
      this.#startThread();
    this.#patience ??= setTimeout(() => this.#relieve(), PATIENCE_MS);
  }

  /** A thread counts as free while its guest computes behind its response. */
  #isLate(): boolean {
    const { first, queued } = this.#waiting;
    return first !== undefined && queued > 0 && nowMs() - first.came > PATIENCE_MS;
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
    if (first && queued > 0)
      for (const slot of this.#slots) if (isOverlong(slot, first)) this.#overlong(slot);
    const useful = first ? usefulThreads([...this.#slots], queued, first, this.#concurrency) : 0;
    const room = this.#slots.starting > 0 ? 0 : useful - this.#slots.size;
    for (let left = room; left > 0; left--) this.#startThread();
    if (this.#waiting.size > 0) this.attend();
  }

  /** Stops starting threads. */
  stop(): void {
    clearTimeout(this.#patience);
    clearTimeout(this.#nextLook);
  }
}
