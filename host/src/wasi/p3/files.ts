/** Values of wasi:filesystem 0.2 as 0.3 has them. */
import type { toStat as toSecondStat } from '../filesystem/stat.ts';

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

export const toStat = (stat: ReturnType<typeof toSecondStat>) => ({
  ...stat,
  type: toDescriptorType(stat.type),
});
