/** How the requests come that a thread answers. */
import { setImmediate as turn } from 'node:timers/promises';
import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { GuestRequest } from '../task.ts';

/** Gives requests one after the other; the next is asked for when the one before is answered. */
export type RequestSource = AsyncIterable<GuestRequest>;

/** Requests without ports that are answered between two turns of the event loop. */
const MOST_WITHOUT_TURN = 64;

/**
 * For a guest that never suspends: between two requests its thread sleeps, which costs a fraction of an event.
 * @param cell counted up with each request
 * @param opened how many ports the guest has opened so far: they are closed by the event loop
 */
export async function* sleepingSource(
  port: MessagePort,
  cell: Int32Array,
  opened: () => number,
): RequestSource {
  let known = opened();
  for (let answered = 1; ; answered++) {
    const request = nextOf(port, cell);
    yield request;
    if (request.body || opened() !== known || answered % MOST_WITHOUT_TURN === 0) await turn();
    known = opened();
  }
}

function nextOf(port: MessagePort, cell: Int32Array): GuestRequest {
  for (;;) {
    const seen = Atomics.load(cell, 0);
    const received = receiveMessageOnPort(port) as { readonly message: GuestRequest } | undefined;
    if (received) return received.message;
    Atomics.wait(cell, 0, seen);
  }
}

/** For a guest that suspends, or that a debugger looks at: the event loop goes on between requests. */
export async function* eventSource(port: MessagePort): RequestSource {
  const waiting: GuestRequest[] = [];
  let came = (): void => {};
  port.on('message', (request: GuestRequest) => {
    waiting.push(request);
    came();
  });
  for (;;) {
    for (let request = waiting.shift(); request; request = waiting.shift()) yield request;
    await new Promise<void>((next) => (came = next));
  }
}
