import { Agent, get } from 'node:http';
import { resolve } from 'node:path';
import { serve } from '../../host/src/run/serve.ts';
import { servedByWasmtime } from '../../host/src/testing/http.ts';
import { children } from '../../host/src/supervise/testing/children.ts';
import { figures } from './measure.ts';
import { residentBytes } from './process-figures.ts';
import type { Row } from './row.ts';

const REQUESTS = 200;
const ROUNDS = 3;

interface Guest {
  readonly name: string;
  readonly component: string;
  readonly path: string;
  readonly flags?: readonly string[];
}

/** Handlers that wait for a second. */
const GUESTS: readonly Guest[] = [
  {
    name: 'WASI 0.2',
    component: resolve('test-fixtures/programs/service/service.wasm'),
    path: '/sleep?1000',
  },
  {
    name: 'WASI 0.3',
    component: resolve('test-fixtures/programs/third/third.wasm'),
    path: '/wait',
    flags: ['-W', 'component-model-async', '-S', 'p3'],
  },
];

/**
 * The time for many requests at once, each over a separate connection, whose guests wait; and the memory of each of
 * their instances, by which the server is larger meanwhile than before the first of them.
 */
export async function waitingRows(storage: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, component, path, flags } of GUESTS) {
    const context = { signal: new AbortController().signal, storage, output: () => {} };
    const others = new Set(children());
    const serving = await serve({ component, grants: {}, addr: '127.0.0.1:0' }, context);
    const here = children().filter((pid) => !others.has(pid));
    const [ours, theirs]: [Waited[], Waited[]] = [[], []];
    await servedByWasmtime(
      component,
      async (url) => {
        const there = children().filter((pid) => !others.has(pid) && !here.includes(pid));
        for (let round = 0; round < ROUNDS; round++) {
          ours.push(await allAtOnce(new URL(path, serving.url), here));
          theirs.push(await allAtOnce(new URL(path, url), there));
        }
      },
      flags,
    );
    await serving.close();
    const row = {
      wasmtime: figures(theirs.map(({ ms }) => ms)).p50,
      here: figures(ours.map(({ ms }) => ms)).p50,
    };
    const all = `a handler of ${name} that waits 1 s, ${REQUESTS} requests at once`;
    rows.push({ what: `${all}: until all are answered`, unit: 'ms', ...row, goal: 'under 3 s' });
    // Later rounds find memory that the first one had.
    const [first, other] = [ours[0]!.mebibytes, theirs[0]!.mebibytes];
    rows.push({
      what: `${all}: memory of one`,
      unit: 'MiB',
      wasmtime: other,
      here: first,
      goal: 'at most 1 MiB',
    });
  }
  return rows;
}

interface Waited {
  readonly ms: number;
  /** For each request. */
  readonly mebibytes: number;
}

async function allAtOnce(url: URL, server: readonly number[]): Promise<Waited> {
  const agent = new Agent({ maxSockets: Infinity });
  const resident = (): number => server.reduce((sum, pid) => sum + residentBytes(pid), 0);
  // The server has started, and is as large as it is without instances.
  await answered(url, agent);
  const before = resident();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, resident())), 50);
  const began = performance.now();
  await Promise.all(Array.from({ length: REQUESTS }, () => answered(url, agent)));
  clearInterval(timer);
  return { ms: performance.now() - began, mebibytes: (most - before) / REQUESTS / 2 ** 20 };
}

const answered = (url: URL, agent: Agent): Promise<void> =>
  new Promise((done, fail) => {
    const request = get(url, { agent }, (response) => {
      if (response.statusCode !== 200) fail(new Error(`answered ${response.statusCode}`));
      response.resume().on('end', done).on('error', fail);
    });
    request.on('error', fail);
  });
