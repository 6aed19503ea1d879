import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readComponent } from '../inspect/component-file.ts';
import type { CallTimes, RunParams } from '../protocol.ts';
import { run, type RunContext } from './run.ts';

/** The cost of a call, measured from its start. Times are medians, in milliseconds unless they say otherwise. */
export interface Bench {
  readonly bytes: number;
  /** A run without caches of earlier runs. */
  readonly coldMs: number;
  /** A run of a component that ran before, in a process of its own. */
  readonly runMs: number;
  readonly calls: CallTimes;
  /** A run of the command `wasmtime`, where there is one. */
  readonly wasmtimeMs?: number;
}

const RUNS = 5;

/**
 * Measures one call of a component.
 * @param forMs how long warm calls are made
 * @throws HostError as `run`
 */
export async function bench(
  params: RunParams & { readonly invoke: string },
  context: RunContext,
  forMs: number,
): Promise<Bench> {
  const { length: bytes } = await readComponent(params.component);
  const coldMs = await cold(params, context);
  await run(params, context);
  const runMs = await median(() => run(params, context));
  const { times } = await run({ ...params, repeatMs: forMs }, context);
  if (!times) throw new Error('a run of repeated calls gave no times');
  const wasmtimeMs = await inWasmtime(params);
  return { bytes, coldMs, runMs, calls: times, ...(wasmtimeMs !== undefined && { wasmtimeMs }) };
}

async function cold(params: RunParams, context: RunContext): Promise<number> {
  const storage = await mkdtemp(join(tmpdir(), 'wit-studio-bench-'));
  try {
    return await time(() => run(params, { ...context, storage }));
  } finally {
    await rm(storage, { recursive: true, force: true });
  }
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let round = 0; round < RUNS; round++) all.push(await time(work));
  return all.sort((a, b) => a - b)[RUNS >> 1]!;
}

/** Undefined without wasmtime, or if it cannot run the component: it only supports `--invoke` here. */
async function inWasmtime({ component, invoke = '' }: RunParams): Promise<number | undefined> {
  const command = process.env['WASMTIME'] || 'wasmtime';
  const once = () => promisify(execFile)(command, ['run', '--invoke', invoke, component]);
  try {
    await once();
    return await median(once);
  } catch {
    return undefined;
  }
}
