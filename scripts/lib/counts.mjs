/**
 * How many tests passed, failed and were skipped, and how many of those that passed did so at their second try; suites
 * hand their counts on through a file.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

export const NONE = { passed: 0, failed: 0, skipped: 0, repeated: 0 };

export function add(a, b) {
  return Object.fromEntries(Object.keys(NONE).map((key) => [key, a[key] + b[key]]));
}

export function summary({ passed, failed, skipped, repeated }) {
  const more = [skipped > 0 && `, ${skipped} skipped`, repeated > 0 && ` (${repeated} at the second try)`];
  return [`${passed} passed, ${failed} failed`, ...more].filter(Boolean).join('');
}

/** Leaves the counts for the process that runs this one with `countedRun`. */
export function writeCounts(counts) {
  if (process.env.TEST_COUNTS) writeFileSync(process.env.TEST_COUNTS, JSON.stringify(counts));
}

/**
 * Node's arguments to run test files, readable and counted, one more at a time than there are processors: many wait for
 * a program that they started. By itself Node leaves a processor idle.
 */
export function testArgs(files) {
  const reporter = (name, to) => [`--test-reporter=${name}`, `--test-reporter-destination=${to}`];
  // The counter prints nothing. Node.js 24.22 flushes a file, and cannot flush the null device.
  const reporters = [...reporter('spec', 'stdout'), ...reporter(COUNTER, 'stderr')];
  return [
    '--enable-source-maps',
    '--test',
    `--test-concurrency=${availableParallelism() + 1}`,
    ...reporters,
    ...files,
  ];
}

const COUNTER = new URL('count-reporter.mjs', import.meta.url).href;

/**
 * Runs a Node program that calls `writeCounts`; one that fails without a failed test counts as one.
 * @param {{ env?: object, isBuffered?: boolean }} options `isBuffered` prints its output in one piece, when it has ended
 */
export async function countedRun(args, { env = {}, isBuffered = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'wit-counts-'));
  const file = join(folder, 'counts.json');
  const child = spawn(process.execPath, args, {
    stdio: isBuffered ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...process.env, ...env, TEST_COUNTS: file },
  });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => output.push(bytes));
  const [status] = await once(child, 'close');
  process.stdout.write(Buffer.concat(output));
  const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : NONE;
  rmSync(folder, { recursive: true, force: true });
  return status === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/** Runs such programs side by side. */
export async function countedRuns(all) {
  const counts = await Promise.all(all.map((args) => countedRun(args, { isBuffered: all.length > 1 })));
  return counts.reduce(add, NONE);
}
