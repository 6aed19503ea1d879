import { availableParallelism } from 'node:os';
import { HostError } from './problem.ts';

/**
 * Works on several items at a time, one per processor of the machine (two if it has one), started in the
 * order of the items.
 * @returns the results in that order
 * @throws what failed work throws, once all that began has ended; nothing begins after a failure
 */
export async function sideBySide<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const waiting = [...items].entries();
  const results: Result[] = [];
  let hasFailed = false;
  const takeTurns = async (): Promise<void> => {
    for (let next = waiting.next(); !next.done && !hasFailed; next = waiting.next()) {
      const [index, item] = next.value;
      try {
        results[index] = await work(item);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  const atOnce = Math.max(2, availableParallelism());
  const turns = await Promise.allSettled(Array.from({ length: atOnce }, takeTurns));
  for (const turn of turns) if (turn.status === 'rejected') throw turn.reason;
  return results;
}

/**
 * Works on all items, even if some fail.
 * @returns the result or the problem of each, in their order
 * @throws the signal's reason when it was aborted, and anything thrown that is no HostError
 */
export function outcomesSideBySide<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<Result>,
  signal: AbortSignal,
): Promise<(Result | HostError)[]> {
  return sideBySide(items, async (item) => {
    try {
      return await work(item);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof HostError) return error;
      throw error;
    }
  });
}
