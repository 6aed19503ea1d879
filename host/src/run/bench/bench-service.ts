import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { BenchParams, BenchRow, BenchUnit } from '../../protocol.ts';
import type { RunContext } from '../context.ts';
import { HostError } from '../../base/problem.ts';
import { serve } from '../serve.ts';
import { benchWires } from './bench-wires.ts';
import { firstAnswer, load } from './http-load.ts';
import { besides, cold, median, wasmtimeCommand } from './measure.ts';

const CONNECTIONS = [1, 50] as const;
const ADDR = '127.0.0.1:0';
/** V8 optimizes for about so long, which slows down the first requests. */
const WARM_UP_MS = 1_000;
/** Where wasmtime has not listened by then, it cannot serve the component. */
const START_MS = 10_000;

/** A server of the component until it is closed. */
interface Server {
  readonly url: URL;
  readonly close: () => Promise<void>;
}

/**
 * The costs of a service: its start, and GET requests over connections that stay open, here and in wasmtime in
 * turn.
 * @throws HostError as `serve`
 */
export async function benchService(
  { forMs, path = '/', ...params }: Omit<BenchParams, 'invoke'>,
  context: RunContext,
): Promise<BenchRow[]> {
  const here = async (own = context): Promise<Server> => {
    const serving = await serve({ ...params, addr: ADDR, logRequests: false }, { ...own, output: () => {} });
    return { url: new URL(path, serving.url), close: () => serving.close() };
  };
  const request = (own: RunContext) => answer(() => here(own));
  const wasmtime = () => inWasmtime(params.component, path, context.signal);
  const coldMs = await cold(context, request);
  await answer(here);
  const startMs = await median(() => answer(here));
  const isThere = await answer(wasmtime).then(
    () => true,
    () => false,
  );
  context.signal.throwIfAborted();
  const theirStartMs = isThere ? await median(() => answer(wasmtime)) : undefined;
  const rows: BenchRow[] = [
    { what: 'start of the server to its first response, with an empty cache', unit: 'ms', here: coldMs },
    {
      what: 'start of the server to its first response',
      unit: 'ms',
      here: startMs,
      ...besides(theirStartMs),
    },
  ];
  const servers = [await here(), ...(isThere ? [await wasmtime()] : [])];
  try {
    for (const connections of CONNECTIONS) rows.push(...(await requests(servers, connections, forMs)));
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
  return [...rows, ...(await benchWires({ ...params, forMs }, 'request', context, request))];
}

async function requests(servers: readonly Server[], connections: number, forMs: number): Promise<BenchRow[]> {
  const loads = [];
  for (const { url } of servers) {
    await load(url, connections, Math.min(WARM_UP_MS, 4 * forMs), faultOf);
    const { perSecond, latencies } = await load(url, connections, forMs, faultOf);
    const at = (part: number) => latencies[Math.floor((latencies.length - 1) * part)] ?? 0;
    loads.push({ perSecond, p50: at(0.5), p99: at(0.99) });
  }
  const [here, theirs] = loads;
  const row = (what: string, unit: BenchUnit, key: 'perSecond' | 'p50' | 'p99'): BenchRow => ({
    what: `${connections === 1 ? '1 connection' : `${connections} connections`}: ${what}`,
    unit,
    here: here![key],
    ...besides(theirs?.[key]),
  });
  return [
    row('requests', 'per-second', 'perSecond'),
    row('median', 'ms', 'p50'),
    row('99th percentile', 'ms', 'p99'),
  ];
}

/** A failing guest may be quick: its responses are no measure. */
function faultOf(response: string): HostError | undefined {
  const [, status = '500'] = /^HTTP\/1\.1 (\d+)/.exec(response) ?? [];
  if (Number(status) < 500) return undefined;
  return new HostError({
    code: 'guest-error',
    message: `a request is answered with the status ${status}`,
    help: 'Serve the component, make the request, and read the output; or name another path by --path.',
  });
}

/** Milliseconds from the start of a server to its first response. */
async function answer(start: () => Promise<Server>): Promise<number> {
  const began = performance.now();
  const server = await start();
  try {
    await firstAnswer(server.url);
    return performance.now() - began;
  } finally {
    await server.close();
  }
}

/** Rejects without wasmtime, or if it cannot serve the component. */
async function inWasmtime(component: string, path: string, signal: AbortSignal): Promise<Server> {
  const child = spawn(wasmtimeCommand(), ['serve', '-S', 'cli', '--addr', ADDR, component], {
    stdio: ['ignore', 'ignore', 'pipe'],
    signal: AbortSignal.any([signal, AbortSignal.timeout(600_000)]),
    killSignal: 'SIGKILL',
  });
  const ended = once(child, 'close');
  ended.catch(() => {});
  const close = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended.catch(() => {});
  };
  const lines = createInterface({ input: child.stderr });
  const deadline = setTimeout(() => child.kill('SIGKILL'), START_MS);
  try {
    for await (const line of lines) {
      const [url] = /http:\/\/\S+/.exec(line) ?? [];
      if (url === undefined) continue;
      child.stderr.resume();
      return { url: new URL(path, url), close };
    }
    throw new Error('wasmtime does not serve the component');
  } catch (error) {
    await close();
    throw error;
  } finally {
    clearTimeout(deadline);
  }
}
