import { attempt } from '../../../../server/src/base/attempt.ts';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readComposition } from '../../../../server/src/binary/composition.ts';
import { readComponent } from '../../inspect/component-file.ts';
import type { BenchParams, BenchRow } from '../../protocol.ts';
import { nodeFor } from '../node-for.ts';
import { run } from '../run.ts';
import type { RunContext } from '../context.ts';
import { splitComponent } from '../split-component.ts';
import { besides, time, wasmtimeCommand } from './measure.ts';
import { withRepeating } from './repeating-component.ts';
import { CallCollector, type WireCalls } from './wire-calls.ts';

/** The most wires that are measured. */
const MOST_WIRES = 20;
/** The shortest time of a measurement, in milliseconds. */
const LEAST_MS = 100;
/** The shortest time of a run in wasmtime, in milliseconds. */
const WASMTIME_MS = 50;
const [FIRST_TIMES, MOST_TIMES] = [10_000, 1e9];

/**
 * The costs of the calls from one instance to another that a run makes, each measured alone and without the work of
 * the callee.
 * @param unit of the run, as the rows name it
 * @param observe makes the run
 */
export async function benchWires(
  { component, fuse, forMs }: Pick<BenchParams, 'component' | 'fuse' | 'forMs'>,
  unit: 'call' | 'request',
  context: RunContext,
  observe: (context: RunContext) => Promise<unknown>,
): Promise<BenchRow[]> {
  const bytes = await readComponent(component);
  const composition = attempt(() => readComposition(bytes));
  if (!composition) return [];
  const node = await nodeFor(context);
  const collector = new CallCollector(await splitComponent(component, { ...context, node }));
  await observe({ ...context, observer: collector });
  const rows: BenchRow[] = [];
  for (const wire of collector.wires.slice(0, MOST_WIRES)) {
    const importer = composition.parts[wire.part]!.component;
    const measured = await withRepeating(wire, importer, context, async (repeating) => ({
      here: await nsHere(repeating, fuse, Math.max(forMs, LEAST_MS), context),
      ...besides(await nsInWasmtime(repeating, context.signal)),
    }));
    if (measured) rows.push({ what: titleOf(wire, unit), unit: 'ns', ...measured, isWire: true });
  }
  return rows;
}

const titleOf = ({ caller, callee, function: name, count }: WireCalls, unit: string): string =>
  `${caller} → ${callee}: a call of ${name}, without its work (${count} per ${unit})`;

/** Nanoseconds of one call of many. */
async function nsHere(
  component: string,
  fuse: boolean | undefined,
  forMs: number,
  context: RunContext,
): Promise<number> {
  const of = async (times: number, repeatMs: number): Promise<number> => {
    const invoke = `repeat(${times})`;
    const params = { component, invoke, grants: {}, repeatMs, ...(fuse !== undefined && { fuse }) };
    const { times: taken } = await run(params, context);
    return taken!.p50Ns / times;
  };
  const estimate = await of(FIRST_TIMES, LEAST_MS / 4);
  return of(timesFor(1, estimate), forMs);
}

/** How often a call of so many nanoseconds is made in so many milliseconds. */
const timesFor = (ms: number, ns: number): number =>
  Math.max(FIRST_TIMES, Math.min(MOST_TIMES, Math.round((ms * 1e6) / ns)));

/**
 * The same in wasmtime, from the least times of whole runs with and without calls; undefined where there is none, or
 * the machine is too busy to tell.
 */
async function nsInWasmtime(component: string, signal: AbortSignal): Promise<number | undefined> {
  const once = (times: number): Promise<number> => {
    const args = ['run', '--invoke', `repeat(${times})`, component];
    return time(() => promisify(execFile)(wasmtimeCommand(), args, { signal }));
  };
  const least = async (times: number): Promise<number> =>
    Math.min(await once(times), await once(times), await once(times));
  try {
    const start = await least(0);
    for (let times = FIRST_TIMES; times <= MOST_TIMES; times *= 10) {
      const ms = (await least(times)) - start;
      if (ms > WASMTIME_MS) return (ms * 1e6) / times;
    }
  } catch {
    signal.throwIfAborted();
  }
  return undefined;
}
