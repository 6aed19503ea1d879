import type { InstanceCost } from '../../protocol.ts';

/** A small instance is seen in the memory of the process only where there are many. */
const MOST = 1_000;
const MOST_MS = 500;
const MOST_BYTES = 256 * 2 ** 20;

interface Closable {
  readonly close: () => void;
}

/** Starts instances and has them at the same time, for the time and the memory of one. */
export async function startMany(start: () => Promise<Closable>): Promise<InstanceCost> {
  const started: Closable[] = [];
  const times: number[] = [];
  const before = process.memoryUsage.rss();
  const grown = (): number => Math.max(0, process.memoryUsage.rss() - before);
  const end = performance.now() + MOST_MS;
  while (started.length < MOST && performance.now() < end && grown() < MOST_BYTES) {
    const began = performance.now();
    started.push(await start());
    times.push(performance.now() - began);
  }
  const bytes = grown() / started.length;
  for (const { close } of started) close();
  return { startMs: times.sort((a, b) => a - b)[times.length >> 1]!, bytes };
}
