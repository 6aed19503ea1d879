// A thread with jobs for the tests of the thread.
import { importSource } from '../../../../scripts/lib/import-source.mjs';

const { answerJobs } = await importSource('host/src/tools/answer-jobs.ts');
const { HostError } = await importSource('host/src/problem.ts');

answerJobs({
  /** Blocks until somebody counts the cell up. */
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
