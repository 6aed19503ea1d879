import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { wallClockNs } from '../clocks.ts';
import { attempt } from './errors.ts';
import type { NewTimestamp } from './stat.ts';

const SECOND = 1_000_000_000n;
/** Beyond this the system has no such time. */
const MOST_SECONDS = 2n ** 63n - 1n;

/** What the times belong to, by a path that is used at once, or by an open file. */
export type Timed = { readonly path: string; readonly isHandle: boolean } | { readonly fd: number };

/** Throws bare error-codes. */
export function setTimes(target: Timed, access: NewTimestamp, modification: NewTimestamp): void {
  const wanted = { a: nanoseconds(access), m: nanoseconds(modification) };
  if (wanted.a === undefined && wanted.m === undefined) return;
  const before = statsOf(target);
  const [a, m] = [wanted.a ?? before.atimeNs, wanted.m ?? before.mtimeNs];
  const seconds = [toSeconds(a), toSeconds(m)] as const;
  attempt(() =>
    'fd' in target ? fs.futimesSync(target.fd, ...seconds) : fs.lutimesSync(target.path, ...seconds),
  );
  const after = statsOf(target);
  if (access.tag !== 'now' && after.atimeNs !== a) touch(target, 'a', a);
  if (modification.tag !== 'now' && after.mtimeNs !== m) touch(target, 'm', m);
}

function nanoseconds(timestamp: NewTimestamp): bigint | undefined {
  if (timestamp.tag === 'no-change') return undefined;
  if (timestamp.tag === 'now') return wallClockNs();
  const { seconds, nanoseconds: rest } = timestamp.val;
  if (seconds > MOST_SECONDS) throw 'overflow';
  return seconds * SECOND + BigInt(rest);
}

/** Node cuts what is below a microsecond: the middle of one stays in it, whatever a double makes of it. */
const toSeconds = (ns: bigint): number => (Number(ns / 1000n) + 0.5) / 1e6;

const statsOf = (target: Timed): fs.BigIntStats =>
  attempt(() =>
    'fd' in target ? fs.fstatSync(target.fd, { bigint: true }) : fs.lstatSync(target.path, { bigint: true }),
  );

/**
 * Node's own call takes seconds as a double, which has no nanoseconds. Where the system's `touch` cannot help, the
 * time stays within a microsecond of what was asked for.
 */
function touch(target: Timed, which: 'a' | 'm', ns: bigint): void {
  if (process.platform !== 'linux' || ('path' in target && !target.isHandle)) return;
  const date = `@${ns / SECOND}.${String(ns % SECOND).padStart(9, '0')}`;
  const ours = 'fd' in target ? `/proc/self/fd/${target.fd}` : target.path;
  const path = ours.replace('/proc/self/', `/proc/${process.pid}/`);
  const link = 'fd' in target ? [] : ['-h'];
  try {
    execFileSync('touch', ['-c', ...link, `-${which}`, '-d', date, '--', path], { stdio: 'ignore' });
  } catch {
    // Some `touch` know no fractions, and some systems have none.
  }
}
