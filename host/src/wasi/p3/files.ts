/** Values of wasi:filesystem 0.2 as 0.3 has them. */
import type { BigIntStats } from 'node:fs';
import { toStat as toSecondStat } from '../filesystem/stat.ts';
import { timesOf } from '../filesystem/times.ts';
import { toInstant } from './clocks.ts';

/** A variant: 0.2 has an enum of the same names. */
export interface ErrorCode {
  readonly tag: string;
  readonly val?: string;
}

/** The error code that a call of 0.2 threw, if any. */
export function errorCode(error: unknown): ErrorCode {
  if (typeof error !== 'string') throw error;
  // Files never wait here: 0.3 has no such code.
  return error === 'would-block' ? { tag: 'other', val: error } : { tag: error };
}

/** Work of 0.2, whose failures are those of a function that suspends. */
export async function later<T>(work: () => T): Promise<T> {
  try {
    return await Promise.resolve(work());
  } catch (error) {
    throw errorCode(error);
  }
}

export const toDescriptorType = (type: string): { readonly tag: string } => ({
  tag: type === 'unknown' ? 'other' : type,
});

/** Unlike 0.2, 0.3 has times before 1970. */
export function toStat(stats: BigIntStats) {
  const { type, linkCount, size } = toSecondStat(stats);
  const { atimeNs, mtimeNs } = timesOf(stats);
  return {
    type: toDescriptorType(type),
    linkCount,
    size,
    dataAccessTimestamp: toInstant(atimeNs),
    dataModificationTimestamp: toInstant(mtimeNs),
    statusChangeTimestamp: toInstant(stats.ctimeNs),
  };
}
