import { setTimeout as wait } from 'node:timers/promises';
import { tooLarge } from '../base/limits.ts';
import type { Problem } from '../protocol.ts';

/** How often the memory of the process is looked at. */
const LOOK_MS = 50;
/** How often in a row it may be found above the limit without an instance that could be ended. */
const MOST_IN_VAIN = 20;

export interface MemoryEvents {
  /**
   * Ends instances of a server.
   * @returns false when none is left, undefined without a server
   */
  readonly shed: (problem: Problem) => Promise<boolean> | undefined;
  /** The process has to end. */
  readonly exceeded: (problem: Problem) => void;
}

/**
 * Holds the process to the limit, in bytes of resident memory: a server ends instances, until what remains is not theirs;
 * a run ends at once. Guests cannot block this thread, so that it sees their memory grow.
 */
export function watchMemory(limit: number | undefined, events: MemoryEvents): void {
  if (limit !== undefined && limit !== Infinity) void watch(limit, events);
}

async function watch(limit: number, { shed, exceeded }: MemoryEvents): Promise<void> {
  for (let inVain = 0; inVain < MOST_IN_VAIN;) {
    await wait(LOOK_MS, undefined, { ref: false });
    if (process.memoryUsage.rss() <= limit) inVain = 0;
    else {
      const isShed = await shed(tooLarge(limit));
      if (isShed === undefined) break;
      inVain = isShed ? 0 : inVain + 1;
    }
  }
  exceeded(tooLarge(limit));
}
