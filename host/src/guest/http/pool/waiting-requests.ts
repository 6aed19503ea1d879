import { atEndOfTurn } from '../../streams/end-of-turn.ts';
import type { PendingRequest } from './pending-request.ts';
import { RequestQueue, type QueueCells } from '../request-queue.ts';

/** The requests of a pool that no thread is known to have, in their order; the later ones are not in the queue yet. */
export class WaitingRequests implements Iterable<PendingRequest> {
  readonly #queue = new RequestQueue();
  readonly #all = new Map<number, PendingRequest>();
  /** Requests that the queue has no place for. */
  readonly #outside: PendingRequest[] = [];
  /** Whether threads are woken at the end of the turn. */
  #wakes = false;

  get cells(): QueueCells {
    return this.#queue.cells;
  }

  get size(): number {
    return this.#all.size;
  }

  /** How many are in the queue. */
  get queued(): number {
    return this.#all.size - this.#outside.length;
  }

  get first(): PendingRequest | undefined {
    return this.#all.values().next().value;
  }

  [Symbol.iterator](): Iterator<PendingRequest> {
    return this.#all.values();
  }

  add(request: PendingRequest): void {
    this.#all.set(request.id, request);
    this.#outside.push(request);
  }

  has({ id }: PendingRequest): boolean {
    return this.#all.has(id);
  }

  /** Puts requests into the queue while it has places and fewer than `most`; threads that sleep are woken for them. */
  fill(most: number): void {
    const before = this.#outside.length;
    while (this.queued < most && this.#outside[0]?.enter(this.#queue)) this.#outside.shift();
    if (this.#outside.length === before || this.#wakes) return;
    this.#wakes = true;
    atEndOfTurn(() => {
      this.#wakes = false;
      this.#queue.wake();
    });
  }

  /**
   * A thread has it, or its client is gone.
   * @returns undefined when it does not wait
   */
  remove(id: number): PendingRequest | undefined {
    const request = this.#all.get(id);
    this.#all.delete(id);
    return request;
  }

  /** @returns false when a thread has it */
  withdraw(request: PendingRequest): boolean {
    const at = this.#outside.indexOf(request);
    if (at >= 0) this.#outside.splice(at, 1);
    else if (!this.#queue.withdraw(request.id)) return false;
    return this.#all.delete(request.id);
  }

  /** @returns the numbers of those that a thread was about to take when it ended */
  abandonedBy(thread: number): readonly number[] {
    return this.#queue.abandonedBy(thread);
  }

  /** Has all threads that sleep look whether they are to leave. */
  wakeAll(): void {
    this.#queue.wakeAll();
  }

  clear(): void {
    this.#all.clear();
  }
}
