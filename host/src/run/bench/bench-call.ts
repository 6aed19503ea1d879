import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { BenchParams, BenchRow } from '../../protocol.ts';
import { run } from '../run.ts';
import type { RunContext } from '../context.ts';
import { benchWires } from './bench-wires.ts';
import { besides, cold, median, time, wasmtimeCommand } from './measure.ts';

/**
 * The costs of one call, of a run that makes it, and of an instance.
 * @throws HostError as `run`
 */
export async function benchCall(
  { forMs, ...params }: BenchParams & { readonly invoke: string },
  context: RunContext,
): Promise<BenchRow[]> {
  const coldMs = await cold(context, (own) => time(() => run(params, own)));
  await run(params, context);
  const runMs = await median(() => time(() => run(params, context)));
  const { times } = await run({ ...params, repeatMs: forMs }, context);
  if (!times) throw new Error('a run of repeated calls gave no times');
  const wires = await benchWires({ ...params, forMs }, 'call', context, (observed) => run(params, observed));
  const { startMs, bytes } = times.instance;
  return [
    { what: 'the first run, with an empty cache', unit: 'ms', here: coldMs },
    {
      what: 'a run of a component that ran before',
      unit: 'ms',
      here: runMs,
      ...besides(await inWasmtime(params, context.signal)),
    },
    { what: 'start of another instance', unit: 'ms', here: startMs },
    { what: 'instances that a core starts', unit: 'per-second', here: 1000 / startMs },
    { what: 'memory of an instance', unit: 'bytes', here: bytes },
    { what: 'the first call in an instance', unit: 'ms', here: times.firstMs },
    { what: 'a warm call, median', unit: 'ns', here: times.p50Ns },
    { what: 'a warm call, 99th percentile', unit: 'ns', here: times.p99Ns },
    { what: 'calls', unit: 'per-second', here: times.perSecond },
    ...wires,
  ];
}

/** Milliseconds of a run; undefined without wasmtime, or if it cannot run the component: it only gets the call. */
async function inWasmtime(
  { component, invoke }: { readonly component: string; readonly invoke: string },
  signal: AbortSignal,
): Promise<number | undefined> {
  const args = ['run', '--invoke', invoke, component];
  const once = () => promisify(execFile)(wasmtimeCommand(), args, { signal });
  try {
    await once();
    return await median(() => time(once));
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
