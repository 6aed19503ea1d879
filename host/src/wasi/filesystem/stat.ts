import type { BigIntStats, Dirent } from 'node:fs';
import { crypto } from '../../node/crypto.ts';
import { timesOf } from './times.ts';
import type { Datetime } from './timestamps.ts';

/** The mode bits of the types of entries. */
type Typed = Pick<Dirent, Exclude<keyof Dirent, 'name' | 'parentPath' | 'path'>>;

export function typeOf(entry: Typed): string {
  if (entry.isFile()) return 'regular-file';
  if (entry.isDirectory()) return 'directory';
  if (entry.isSymbolicLink()) return 'symbolic-link';
  if (entry.isFIFO()) return 'fifo';
  if (entry.isSocket()) return 'socket';
  if (entry.isBlockDevice()) return 'block-device';
  return entry.isCharacterDevice() ? 'character-device' : 'unknown';
}

export function toStat(stats: BigIntStats) {
  const { atimeNs, mtimeNs } = timesOf(stats);
  return {
    type: typeOf(stats),
    linkCount: stats.nlink,
    size: stats.size,
    dataAccessTimestamp: datetime(atimeNs),
    dataModificationTimestamp: datetime(mtimeNs),
    statusChangeTimestamp: datetime(stats.ctimeNs),
  };
}

/** Equal for the same contents of the same file, most likely different otherwise. */
export function metadataHash({ dev, ino, size, mtimeNs }: BigIntStats): { lower: bigint; upper: bigint } {
  const digest = crypto().createHash('sha256').update(`${dev} ${ino} ${size} ${mtimeNs}`).digest();
  return { lower: digest.readBigUInt64LE(0), upper: digest.readBigUInt64LE(8) };
}

/** None before 1970, as under wasmtime: its seconds have no sign. */
const datetime = (ns: bigint): Datetime | undefined =>
  ns < 0n ? undefined : { seconds: ns / 1_000_000_000n, nanoseconds: Number(ns % 1_000_000_000n) };
