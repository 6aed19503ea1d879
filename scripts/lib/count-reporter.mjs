import { NONE, writeCounts } from './counts.mjs';

/** CI runs on Linux, where every test can run: one that is skipped there would prove nothing and look green. */
const maySkip = !process.env.CI || process.platform !== 'linux';

/** A reporter for Node's test runner that leaves the counts for `countedRun`, and fails what CI may not skip. */
// eslint-disable-next-line require-yield -- anything that it yields would be printed
export default async function* countReporter(events) {
  const counts = { ...NONE };
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.skip !== undefined || data.todo !== undefined) countSkipped(data, counts);
    else if (data.details?.type === 'suite') continue;
    else if (type === 'test:pass') counts.passed++;
    else counts.failed++;
  }
  writeCounts(counts);
}

function countSkipped({ name, file, skip }, counts) {
  if (maySkip) {
    counts.skipped++;
    return;
  }
  counts.failed++;
  process.exitCode = 1;
  console.error(`skipped under CI: ${name} (${file}): ${skip ?? 'to do'}`);
}
