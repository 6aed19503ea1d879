// A thread with jobs for the tests of the thread.
import { importSource } from '../../../../scripts/lib/import-source.mjs';

const { runJobs } = await importSource('host/src/tools/run-jobs.ts');
const { HostError } = await importSource('host/src/base/problem.ts');

runJobs({
  /** Blocks until another thread increments the cell. */
  block: (cell) => Atomics.wait(cell, 0, 0),
  count: (cell) => Atomics.add(cell, 0, 1),
  refuse: (problem) => {
    throw new HostError(problem);
  },
  fail: (message) => {
    throw new RangeError(message);
  },
  leave: () => process.exit(7),
});
