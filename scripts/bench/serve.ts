import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from '../../host/src/build/build.ts';
import { compose } from '../../host/src/compose/compose.ts';
import { nodeFor } from '../../host/src/run/node-for.ts';
import { serve } from '../../host/src/run/serve.ts';
import { children } from '../../host/src/supervise/testing/children.ts';
import { servedByWasmtime } from '../../host/src/testing/http.ts';
import { wasmtime } from '../../host/src/testing/wasmtime.ts';
import { load, type Load } from '../../host/src/run/bench/http-load.ts';
import { threeDigits } from '../../host/src/run/bench/table.ts';
import { figures, quantile } from './measure.ts';
import { setSection, tableText } from './page.ts';
import { cpuTimeOf } from './processes.ts';
import { startRows } from './serve-start.ts';
import { streamingRows } from './streaming.ts';
import { waitingRows } from './waiting.ts';
import type { Row } from './row.ts';
import { wasmtimeVersion } from './wasmtime-version.ts';

const service = resolve('test-fixtures/programs/service/service.wasm');
const ROUNDS = 5;
const ROUND_MS = 1_000;
const CONNECTIONS = [1, 50];

/** A served component, and the required share of wasmtime's requests, by number of connections. */
interface Guest {
  readonly name: string;
  readonly component: string;
  readonly path: string;
  readonly goals: readonly number[];
}

/**
 * The cost of a served request compared with `wasmtime serve`: both serve at the same time and get requests in turn, so
 * that other load on the machine affects both.
 * @param out the file to write the table to; it is printed anyway
 */
export async function benchServe(sample: string, out?: string): Promise<void> {
  if (wasmtime.missing !== false) return console.log(`nothing is served: ${wasmtime.missing}`);
  const storage = mkdtempSync(join(tmpdir(), 'wit-studio-bench-'));
  const rows: Row[] = [];
  try {
    const guests: readonly Guest[] = [
      { name: 'a handler in Rust', component: service, path: '/hello', goals: [0.8, 1.5] },
      { name: 'one that grows its memory', component: service, path: '/patient?65536', goals: [0.4, 0.4] },
      {
        name: 'Rust and TypeScript',
        component: await sampleIn(sample, storage),
        path: '/hello',
        goals: [0.8, 1.5],
      },
    ];
    for (const guest of guests) rows.push(...(await measured(guest, storage)));
    rows.push(...(await waitingRows(storage)));
    rows.push(...(await streamingRows(storage)));
    const { version } = await nodeFor({ storage });
    const text = tableOf(rows);
    console.log(text);
    if (out !== undefined) await setSection(out, 'Serving', sectionOf(text, version));
  } finally {
    rmSync(storage, { recursive: true });
  }
}

async function sampleIn(sample: string, storage: string): Promise<string> {
  const { signal } = new AbortController();
  const building = { signal, storage, progress: () => {}, log: () => {} };
  const { component } = await compose(
    { plan: join(resolve(sample), 'composition.toml'), out: join(storage, 'composition.wasm') },
    { build: async (folder: string) => (await build(folder, building)).component, signal },
  );
  return component;
}

async function measured({ name, component, path, goals }: Guest, storage: string): Promise<Row[]> {
  const context = { signal: new AbortController().signal, storage, output: () => {} };
  const start = () => serve({ component, grants: {}, addr: '127.0.0.1:0' }, context);
  await (await start()).close();
  const rows = await startRows(name, component, path);
  const others = new Set(children());
  const newest = (): number[] => children().filter((pid) => !others.has(pid));
  const serving = await start();
  const here = { url: new URL(path, serving.url), processes: newest() };
  try {
    await servedByWasmtime(component, async (url) => {
      const there = {
        url: new URL(path, url),
        processes: newest().filter((pid) => !here.processes.includes(pid)),
      };
      for (const [at, connections] of CONNECTIONS.entries())
        rows.push(...(await loaded(name, connections, goals[at]!, here, there)));
    });
  } finally {
    await serving.close();
  }
  return rows;
}

/** The address of a server, and its processes. */
interface Server {
  readonly url: URL;
  readonly processes: readonly number[];
}

interface Measured extends Load {
  /** Microseconds of processor time for one request, in all threads of the server. */
  readonly cpu: number;
}

async function measuredLoad({ url, processes }: Server, connections: number): Promise<Measured> {
  const before = cpuTimeOf(processes);
  const all = await load(url, connections, ROUND_MS);
  return { ...all, cpu: ((cpuTimeOf(processes) - before) * 1000) / all.latencies.length };
}

async function loaded(
  name: string,
  connections: number,
  goal: number,
  here: Server,
  there: Server,
): Promise<Row[]> {
  await load(here.url, connections, 3 * ROUND_MS);
  const [ours, theirs]: [Measured[], Measured[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await measuredLoad(here, connections));
    theirs.push(await measuredLoad(there, connections));
  }
  const row = (what: string, unit: Row['unit'], of: (rounds: readonly Measured[]) => number): Row => ({
    what: `${name}, ${connections} connection${connections > 1 ? 's' : ''}: ${what}`,
    unit,
    wasmtime: of(theirs),
    here: of(ours),
  });
  const median = (of: (one: Measured) => number) => (all: readonly Measured[]) => figures(all.map(of)).p50;
  return [
    {
      ...row(
        'requests',
        'per second',
        median(({ perSecond }) => perSecond),
      ),
      goal: `at least ${goal}`,
    },
    { ...row('99th percentile', 'ms', percentile99), ...(connections > 1 && { goal: 'at most 1.2' }) },
    row(
      'processor time of one',
      'µs',
      median(({ cpu }) => cpu),
    ),
  ];
}

const percentile99 = (rounds: readonly Measured[]): number =>
  quantile(
    rounds.flatMap(({ latencies }) => latencies).sort((a, b) => a - b),
    0.99,
  );

function tableOf(rows: readonly Row[]): string {
  const lines = rows.map((row) => [
    row.what,
    `${threeDigits(row.wasmtime)} ${row.unit}`,
    `${threeDigits(row.here)} ${row.unit}`,
    (row.here / row.wasmtime).toFixed(2),
    row.goal ?? '',
  ]);
  return tableText(['served', 'wasmtime', 'here', 'here / wasmtime', 'goal'], lines);
}

const sectionOf = (table: string, node: string): string =>
  `Made by \`npm run bench -- serve docs/benchmarks.md\` in one run. A component is served by wasmtime ${wasmtimeVersion()} and here, on Node.js ${node}, at the same time, and asked in turn over connections that stay open, by a client on the same processors; medians of ${ROUNDS} rounds of a second. Each request finds a new instance on both sides. A start is that of the command, from its call to the first response; it has served the component before, and the resident host, if there is one, was ready for it. Processor time is that of all threads of the server, which says more than wall time where the machine does something else as well. "One that grows its memory" answers 64 KiB, for which its memory is too small at the start. The memory of one is that by which the process of the server grows with 200 requests at once, for each of them: an instance, its connection and what it waits for. The gigabyte is the body of one request, which the guest writes into the response as it arrives; three of them on each side, in turn.

${table}`;
