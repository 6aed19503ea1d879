import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunContext } from '../context.ts';

const RUNS = 5;

/** In milliseconds. */
export async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The median of some measurements, in their unit. */
export async function median(measure: () => Promise<number>): Promise<number> {
  const all: number[] = [];
  for (let round = 0; round < RUNS; round++) all.push(await measure());
  return all.sort((a, b) => a - b)[RUNS >> 1]!;
}

/** A measurement that finds no caches of earlier runs. */
export async function cold(
  context: RunContext,
  measure: (context: RunContext) => Promise<number>,
): Promise<number> {
  const storage = await mkdtemp(join(tmpdir(), 'wit-studio-bench-'));
  try {
    return await measure({ ...context, storage });
  } finally {
    await rm(storage, { recursive: true, force: true });
  }
}

/** The command of wasmtime. */
export const wasmtimeCommand = (): string => process.env['WASMTIME'] || 'wasmtime';

/** The column `wasmtime` of a row, if it was measured. */
export const besides = (figure: number | undefined) => (figure === undefined ? {} : { wasmtime: figure });
