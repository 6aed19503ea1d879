import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Of both halves together, in bytes. */
const MOST = 16 * 2 ** 20;

/**
 * Stops V8 from letting its young generation grow beyond 16 MiB. While a workspace is checked most of what is read
 * survives, and V8 doubles the generation to 32 MiB, which it keeps until the process has been idle for long. What it
 * costs a keystroke is within what measurements differ by (`npm run bench -- against`).
 *
 * (`--max-semi-space-size` would say so, but only on the command line, which belongs to who starts the server.)
 */
export function limitYoungGeneration(): void {
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
