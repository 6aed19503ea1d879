import { takeThread } from '../../guest-thread.ts';
import type { PendingRequest } from './pending-request.ts';
import { BASE_THREADS, type Slot } from './slot.ts';

/** How long threads beyond `BASE_THREADS` stay that no request needed meanwhile. */
const IDLE_MS = 10_000;

/** The threads of a served component. */
export class Slots implements Iterable<Slot> {
  readonly #all = new Set<Slot>();
  #nextRetirement: NodeJS.Timeout | undefined;
  /** The fewest threads that were idle at a time since the last retirement. */
  #spare = 0;

  [Symbol.iterator](): Iterator<Slot> {
    return this.#all[Symbol.iterator]();
  }

  get size(): number {
    return this.#all.size;
  }

  /** How many wait for a request. */
  get idle(): number {
    return this.#count(({ idle }) => idle);
  }

  /** How many have no request, not even one whose guest is suspended. */
  get free(): number {
    return this.#count(isFree);
  }

  /** How many are not ready yet. */
  get starting(): number {
    return this.#count(({ requests, idle }) => requests.size === 0 && !idle);
  }

  get areWorking(): boolean {
    return [...this.#all].some(({ current }) => current);
  }

  /** The requests that guests have, as far as is known. */
  get requests(): PendingRequest[] {
    return [...this.#all].flatMap(({ requests }) => [...requests.values()].map(({ request }) => request));
  }

  /** A new one, which is to begin. */
  add(): Slot {
    const thread = takeThread();
    const slot: Slot = {
      thread,
      requests: new Map(),
      current: undefined,
      idle: false,
      isAbandoned: false,
      isTimed: false,
    };
    this.#all.add(slot);
    return slot;
  }

  remove(slot: Slot): void {
    this.#all.delete(slot);
  }

  has(slot: Slot): boolean {
    return this.#all.has(slot);
  }

  /** The one that has the request. */
  of({ id }: PendingRequest): Slot | undefined {
    return [...this.#all].find(({ requests }) => requests.has(id));
  }

  /** Delivers what guests have written of their responses. */
  look(): void {
    for (const { thread } of this.#all) thread.look();
  }

  /** The thread leaves in place of its next request, for which it has to be woken. */
  leave(slot: Slot): void {
    slot.thread.leave(() => this.#all.delete(slot));
  }

  /** A thread took a request. */
  noteBusy(): void {
    if (this.#nextRetirement) this.#spare = Math.min(this.#spare, this.idle);
  }

  /** A thread is done: those that are spare from now on for a while leave. @param wake wakes those that sleep */
  noteFree(wake: () => void): void {
    if (this.#all.size <= BASE_THREADS || this.#nextRetirement) return;
    this.#spare = this.idle;
    this.#nextRetirement = setTimeout(() => this.#retire(wake), IDLE_MS).unref();
  }

  /** Threads take no other request; they may just have taken one. */
  #retire(wake: () => void): void {
    this.#nextRetirement = undefined;
    const spare = [...this.#all].filter(isFree).slice(0, this.#spare);
    for (const slot of spare.slice(0, Math.max(0, this.#all.size - BASE_THREADS))) this.leave(slot);
    wake();
  }

  /** Ends all of them. */
  async end(): Promise<void> {
    clearTimeout(this.#nextRetirement);
    const all = [...this.#all];
    this.#all.clear();
    await Promise.all(all.map(({ thread }) => thread.end()));
  }

  #count(isCounted: (slot: Slot) => boolean): number {
    return [...this.#all].filter(isCounted).length;
  }
}

/** Whether it is ready, and has no request. */
export const isFree = ({ idle, requests }: Slot): boolean => idle && requests.size === 0;
