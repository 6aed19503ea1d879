import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

export const ONE_THREAD = '--no-parallel-scavenge';

/** Of both halves together, in bytes. */
const MOST = 16 * 2 ** 20;

/**
 * Limits V8's young generation to 16 MiB. While a workspace is checked, most objects survive, and V8 doubles the
 * generation to 32 MiB, which it retains until the process has been idle for long. The cost for a keystroke is below
 * the noise of measurement (`npm run bench -- against`).
 *
 * (`--max-semi-space-size` does the same, but only on the command line, which the client decides.)
 *
 * One thread collects it. Little survives a keystroke, and several threads wait for each other: with them a collection
 * takes two to five times as long, and there are more, because each thread leaves a part of the space unused.
 */
export function limitYoungGeneration(): void {
  setFlagsFromString(ONE_THREAD);
  let mayGrow = true;
  new PerformanceObserver(() => {
    if (sizeOfYoungGeneration() < MOST === mayGrow) return;
    mayGrow = !mayGrow;
    setFlagsFromString(`--semi-space-growth-factor=${mayGrow ? 2 : 1}`);
  }).observe({ entryTypes: ['gc'] });
}

export function sizeOfYoungGeneration(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;
}
