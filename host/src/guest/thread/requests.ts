/** How a thread gets its requests. */
import { waitOn } from '../../base/wait-on.ts';
import { setImmediate as turn } from 'node:timers/promises';
import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { RequestTaker } from '../http/request-queue.ts';
import { LANES } from '../streams/flow.ts';
import type { GuestRequest, RequestRest } from '../task.ts';

/** Yields requests one after the other; the next is requested when the former is complete or waits. */
export type RequestSource = AsyncIterable<GuestRequest>;

/** The source of a thread's requests. */
export interface RequestWay {
  readonly taker: RequestTaker;
  /** Called for each request that was taken, before anything else happens. */
  readonly took: (id: number, lane: number) => void;
  readonly lanes: Lanes;
  /** Called before the thread waits for the rest of a request. */
  readonly wanted: () => void;
  /** The source of the rest of a request. */
  readonly port: MessagePort;
  /** Counted up with each rest. */
  readonly rests: Int32Array;
  /** Whether the thread is to leave in place of the next request. */
  readonly isLeaving: () => boolean;
}

/** The lanes of a thread, one for each of its current requests. */
export class Lanes {
  readonly #free = Array.from({ length: LANES }, (_, index) => LANES - 1 - index);

  /** Whether there is no current request. */
  get areFree(): boolean {
    return this.#free.length === LANES;
  }

  /** The one that the next request gets; undefined when all are taken. */
  get next(): number | undefined {
    return this.#free.at(-1);
  }

  take(): number {
    return this.#free.pop()!;
  }

  give(lane: number): void {
    this.#free.push(lane);
  }
}

/** The number of requests without ports between two turns of the event loop. */
const MOST_WITHOUT_TURN = 64;

/**
 * For a linked component, which needs no event loop: between two requests its thread sleeps, which costs a fraction of
 * an event. While a request goes on, its guest is suspended, or continues in the microtasks that follow.
 * @param opened the number of ports that the guest has opened so far: they are closed by the event loop
 */
export async function* sleepingSource(way: RequestWay, opened: () => number): RequestSource {
  let known = opened();
  for (let responded = 1; ; responded++) {
    const seen = way.taker.seen();
    if (way.isLeaving()) return;
    const request = next(way);
    if (!request) {
      if (!way.lanes.areFree) await way.taker.until(seen);
      else if (opened() !== known) {
        known = opened();
        // Ports are closed in the second: an instance ends a few microtasks behind its last request.
        await turn();
        await turn();
      } else way.taker.sleep(seen);
      continue;
    }
    yield request;
    if (request.body || opened() !== known || responded % MOST_WITHOUT_TURN === 0) await turn();
  }
}

/** For a guest that suspends or is debugged: the event loop runs between requests. */
export async function* eventSource(way: RequestWay): RequestSource {
  while (!way.isLeaving()) {
    const seen = way.taker.seen();
    const request = next(way);
    if (request) yield request;
    else await way.taker.until(seen);
  }
}

function next(way: RequestWay): GuestRequest | undefined {
  const { next: lane } = way.lanes;
  const queued = lane === undefined ? undefined : way.taker.take((id) => way.took(id, lane));
  if (!queued) return undefined;
  const { id, head, hasRest } = queued;
  const rest = hasRest ? restOf(way) : undefined;
  return { id, lane: way.lanes.take(), head: (head ?? rest?.head)!, body: rest?.body };
}

/** The first thread replies at once, as it waits for no guest. */
function restOf({ port, rests, wanted }: RequestWay): RequestRest {
  wanted();
  for (;;) {
    const seen = Atomics.load(rests, 0);
    const received = receiveMessageOnPort(port) as { readonly message: RequestRest } | undefined;
    if (received) return received.message;
    waitOn(rests, 0, seen);
  }
}
