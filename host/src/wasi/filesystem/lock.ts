/**
 * Guests take turns at the folders if the system has no calls relative to an open folder (folder.ts): a path that one
 * guest has checked must not change before it is used. The cell is shared by all guests of a host; it contains the id
 * of the thread whose turn it is, and 0 between turns.
 */
import { waitOn } from '../../base/wait-on.ts';
import { threadId } from 'node:worker_threads';

let cell: Int32Array = new Int32Array(new SharedArrayBuffer(4));
let depth = 0;

/** Threads count from 0, which is the host's own. */
const ticketOf = (thread: number): number => thread + 1;

/** A cell for guests that share folders. */
export const newFolderLock = (): Int32Array => new Int32Array(new SharedArrayBuffer(4));

export function adoptFolderLock(shared: Int32Array): void {
  cell = shared;
}

/** Runs `work` while no other guest is at the folders. */
export function inTurn<T>(work: () => T): T {
  const mine = ticketOf(threadId);
  if (depth === 0) {
    for (let held = claim(mine); held !== 0; held = claim(mine)) waitOn(cell, 0, held);
  }
  depth++;
  try {
    return work();
  } finally {
    depth--;
    if (depth === 0) release(cell, mine);
  }
}

/** Ends the turn of a thread that was ended within it; called by the host when the thread has ended. */
export const endTurnOf = (shared: Int32Array, thread: number): void => release(shared, ticketOf(thread));

const claim = (mine: number): number => Atomics.compareExchange(cell, 0, 0, mine);

function release(shared: Int32Array, ticket: number): void {
  if (Atomics.compareExchange(shared, 0, ticket, 0) === ticket) Atomics.notify(shared, 0);
}
