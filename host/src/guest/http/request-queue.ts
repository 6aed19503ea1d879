/**
 * The requests that wait for a thread, in memory that all threads of a served component share. A thread that is done
 * takes the next one itself: under load, a request neither wakes a thread nor costs the first thread of the process a
 * turn.
 */
import { waitOn } from '../../base/wait-on.ts';
import { asBuffer } from '../../base/as-buffer.ts';
import { availableParallelism } from 'node:os';
import type { RequestHead } from '../../wasi/http/messages.ts';

/** The shared memory of the threads. */
export interface QueueCells {
  /** The places, one behind the other; each begins with the length of its text. */
  readonly bytes: Uint8Array;
  /** Of each place: `FREE`, `WAITS`, `WITHDRAWN`, or the number of the thread that takes its request. */
  readonly states: Int32Array;
  /**
   * How many requests were put in, how many were taken out, how many threads sleep until one comes, and the number of
   * the thread that watches for one.
   */
  readonly counts: Int32Array;
}

/** A request in its slot of the queue. */
export interface QueuedRequest {
  readonly id: number;
  /** Undefined where it is too long for a place, and comes with the rest. */
  readonly head: RequestHead | undefined;
  /** Whether a message follows, to the thread that took it (`RequestRest`). */
  readonly hasRest: boolean;
}

const PLACES = 64;
const PLACE_BYTES = 8192;
const LENGTH = 4;
const [FREE, WAITS, WITHDRAWN] = [0, -1, -2];
const [PUT, TAKEN, ASLEEP, WATCHING] = [0, 1, 2, 3] as const;

/**
 * How long a thread that has responded watches for the next request before it sleeps: a client that waits for each
 * response sends the next request sooner than a thread is woken. One thread at a time watches, and another processor is
 * left for the first thread.
 */
const WATCH_MS = 0.2;

const newQueueCells = (): QueueCells => ({
  bytes: new Uint8Array(new SharedArrayBuffer(PLACES * PLACE_BYTES)),
  states: new Int32Array(new SharedArrayBuffer(PLACES * 4)),
  counts: new Int32Array(new SharedArrayBuffer(16)),
});

const placeOf = (count: number): number => count & (PLACES - 1);

type Text = [
  id: number,
  hasRest: 0 | 1,
  method?: string,
  path?: string | null,
  authority?: string | null,
  ...headers: string[],
];

/** A character is a byte, and takes two at most in UTF-8. */
const MOST_CHARACTERS = (PLACE_BYTES - LENGTH) / 2;

/** The end of the first thread. */
export class RequestQueue {
  readonly cells = newQueueCells();
  readonly #memory = asBuffer(this.cells.bytes);
  /** The requests that are or were in the places. */
  readonly #ids = Array<number>(PLACES).fill(0);

  /**
   * Adds a request. The caller has to call `wake`, after the last of several requests.
   * @returns undefined when the queue is full; else whether the head is in it, and does not follow as a message
   */
  put(id: number, head: RequestHead, hasBody: boolean): { readonly hasHead: boolean } | undefined {
    const { states, counts } = this.cells;
    const place = placeOf(counts[PUT]!);
    if (Atomics.load(states, place) !== FREE) return undefined;
    const { method, path = null, authority = null, headers } = head;
    const whole = [id, hasBody ? 1 : 0, method, path, authority, ...headers] satisfies Text;
    const text = JSON.stringify(whole);
    const hasHead = text.length <= MOST_CHARACTERS;
    this.#write(place, hasHead ? text : JSON.stringify([id, 1] satisfies Text));
    this.#ids[place] = id;
    Atomics.store(states, place, WAITS);
    Atomics.add(counts, PUT, 1);
    return { hasHead };
  }

  /** Wakes as many threads as requests wait, if they sleep; one that watches takes one before it sleeps. */
  wake(): void {
    const { counts } = this.cells;
    const watched = Atomics.load(counts, WATCHING) === 0 ? 0 : 1;
    const waiting = ((counts[PUT]! - Atomics.load(counts, TAKEN)) | 0) - watched;
    if (waiting > 0 && Atomics.load(counts, ASLEEP) > 0) Atomics.notify(counts, PUT, waiting);
  }

  #write(place: number, text: string): void {
    const at = place * PLACE_BYTES;
    this.#memory.writeUInt32LE(this.#memory.write(text, at + LENGTH), at);
  }

  /** @returns whether no thread gets it any more: false when one has it */
  withdraw(id: number): boolean {
    const place = this.#ids.indexOf(id);
    return place >= 0 && Atomics.compareExchange(this.cells.states, place, WAITS, WITHDRAWN) === WAITS;
  }

  /**
   * Releases the requests that a thread was about to take when it ended.
   * @returns the numbers of these requests
   */
  abandonedBy(thread: number): number[] {
    const { states, counts } = this.cells;
    Atomics.compareExchange(counts, WATCHING, thread, 0);
    return this.#ids.filter((_, place) => Atomics.compareExchange(states, place, thread, FREE) === thread);
  }

  /** Has all threads that sleep look whether they are to leave. */
  wakeAll(): void {
    Atomics.notify(this.cells.counts, PUT);
  }
}

/** The threads' side of the queue. */
export class RequestTaker {
  readonly #cells: QueueCells;
  readonly #memory: Buffer;
  readonly #thread: number;
  /** Whether it has watched for a request since the last one. */
  #hasWatched: boolean;
  readonly #canWatch: boolean;

  /** @param thread its number, greater than zero */
  constructor(cells: QueueCells, thread: number, canWatch = availableParallelism() > 1) {
    this.#canWatch = canWatch;
    this.#hasWatched = !canWatch;
    this.#cells = cells;
    this.#memory = asBuffer(cells.bytes);
    this.#thread = thread;
  }

  /**
   * @param took called before the slot is free, so that the owner of the request is always known
   * @returns undefined when none waits
   */
  take(took: (id: number) => void): QueuedRequest | undefined {
    const { states, counts } = this.#cells;
    for (;;) {
      const taken = Atomics.load(counts, TAKEN);
      if (taken === Atomics.load(counts, PUT)) return undefined;
      if (Atomics.compareExchange(counts, TAKEN, taken, (taken + 1) | 0) !== taken) continue;
      const place = placeOf(taken);
      const isMine = Atomics.compareExchange(states, place, WAITS, this.#thread) === WAITS;
      const request = isMine ? this.#read(place) : undefined;
      if (request) took(request.id);
      Atomics.store(states, place, FREE);
      if (!request) continue;
      this.#hasWatched = !this.#canWatch;
      return request;
    }
  }

  #read(place: number): QueuedRequest {
    const at = place * PLACE_BYTES;
    const length = this.#memory.readUInt32LE(at);
    const text = this.#memory.toString('utf8', at + LENGTH, at + LENGTH + length);
    const [id, hasRest, method, path, authority, ...headers] = JSON.parse(text) as Text;
    const head =
      method === undefined
        ? undefined
        : { method, path: path ?? undefined, authority: authority ?? undefined, headers };
    return { id, head, hasRest: hasRest === 1 };
  }

  /** To be read before `take`, for the wait behind it. */
  seen(): number {
    return Atomics.load(this.#cells.counts, PUT);
  }

  /** Sleeps until a request came since `seen`, or all were woken; returns sooner the first time after a request. */
  sleep(seen: number): void {
    if (!this.#hasWatched) return this.#watch(seen);
    const { counts } = this.#cells;
    Atomics.add(counts, ASLEEP, 1);
    waitOn(counts, PUT, seen);
    Atomics.sub(counts, ASLEEP, 1);
  }

  #watch(seen: number): void {
    this.#hasWatched = true;
    const { counts } = this.#cells;
    if (Atomics.compareExchange(counts, WATCHING, 0, this.#thread) !== 0) return;
    const end = performance.now() + WATCH_MS;
    while (Atomics.load(counts, PUT) === seen && performance.now() < end);
    Atomics.store(counts, WATCHING, 0);
  }

  /** The same, while the event loop of the thread runs. */
  async until(seen: number): Promise<void> {
    const { counts } = this.#cells;
    // Waiting for a cell does not keep Node's event loop alive.
    const hold = setInterval(() => {}, 2 ** 30);
    Atomics.add(counts, ASLEEP, 1);
    const wait = Atomics.waitAsync(counts, PUT, seen);
    if (wait.async) await wait.value;
    Atomics.sub(counts, ASLEEP, 1);
    clearInterval(hold);
  }
}
