import * as fs from 'node:fs';
import { wallClockNs } from '../clocks.ts';
import { attempt } from './errors.ts';
import type { NewTimestamp } from './timestamps.ts';

const SECOND = 1_000_000_000n;
/** Beyond this the system has no such time. */
const MOST_SECONDS = 2n ** 63n - 1n;

/** The target of the times: a path that is used at once, or an open file. */
export type Timed = { readonly path: string } | { readonly fd: number };

/** Throws bare error-codes. */
export function setTimes(target: Timed, access: NewTimestamp, modification: NewTimestamp): void {
  const wanted = { a: nanoseconds(access), m: nanoseconds(modification) };
  if (wanted.a === undefined && wanted.m === undefined) return;
  const file = statsOf(target);
  const before = timesOf(file);
  const [atimeNs, mtimeNs] = [wanted.a ?? before.atimeNs, wanted.m ?? before.mtimeNs];
  const seconds = [toSeconds(atimeNs), toSeconds(mtimeNs)] as const;
  attempt(() => {
    if ('path' in target) fs.lutimesSync(target.path, ...seconds);
    // Node's permission model refuses `futimes`.
    else if (process.platform === 'linux') fs.utimesSync(`/proc/self/fd/${target.fd}`, ...seconds);
    else fs.futimesSync(target.fd, ...seconds);
  });
  remember(file, { atimeNs, mtimeNs });
}

function nanoseconds(timestamp: NewTimestamp): bigint | undefined {
  if (timestamp.tag === 'no-change') return undefined;
  if (timestamp.tag === 'now') return wallClockNs();
  const { seconds, nanoseconds: rest } = timestamp.val;
  if (seconds > MOST_SECONDS) throw 'overflow';
  return seconds * SECOND + BigInt(rest);
}

/**
 * Node truncates to microseconds: the middle of one stays in it despite the rounding of doubles. It is a text, because
 * Node takes a negative number for the current time.
 */
const toSeconds = (ns: bigint): string =>
  String(Math.min((Number(ns / 1000n) + (ns < 0n ? -0.5 : 0.5)) / 1e6, FARTHEST));

/** In seconds: a double that is less than 2⁶³. A file system has its own last time, which it takes instead. */
const FARTHEST = 9.223372036854774e18;

const statsOf = (target: Timed): fs.BigIntStats =>
  attempt(() =>
    'fd' in target ? fs.fstatSync(target.fd, { bigint: true }) : fs.lstatSync(target.path, { bigint: true }),
  );

/**
 * Times with the nanoseconds that guests of this process have set, by device and number of the file. Node's own calls
 * take seconds as a double and truncate them to microseconds, and so the disk has less than the guest wrote.
 */
const exact = new Map<string, Times>();
const MOST_EXACT = 10_000;

export type Times = Readonly<Pick<fs.BigIntStats, 'atimeNs' | 'mtimeNs'>>;

const keyOf = ({ dev, ino }: fs.BigIntStats): string => `${dev} ${ino}`;

function remember(file: fs.BigIntStats, times: Times): void {
  exact.delete(keyOf(file));
  exact.set(keyOf(file), times);
  for (const [oldest] of exact) if (exact.size > MOST_EXACT) exact.delete(oldest);
}

/** The times of a file: those of the disk, unless they are the truncated ones that were set. */
export function timesOf(stats: fs.BigIntStats): Times {
  const set = exact.get(keyOf(stats));
  const time = (which: keyof Times): bigint =>
    set && set[which] / 1000n === stats[which] / 1000n ? set[which] : stats[which];
  return { atimeNs: time('atimeNs'), mtimeNs: time('mtimeNs') };
}
