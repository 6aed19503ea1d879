import { NONE, writeCounts } from './counts.mjs';

/** A reporter for Node's test runner that says nothing and leaves the counts for `countedRun`. */
// eslint-disable-next-line require-yield -- what it yields would be printed
export default async function* countReporter(events) {
  const counts = { ...NONE };
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) counts.skipped++;
    else if (type === 'test:pass') counts.passed++;
    else counts.failed++;
  }
  writeCounts(counts);
}
