import { Agent, get } from 'node:http';
import { resolve } from 'node:path';
import { serve } from '../../host/src/run/serve.ts';
import { servedByWasmtime } from '../../host/src/testing/http.ts';
import { figures } from './measure.ts';
import type { Row } from './serve.ts';

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

/** The time for many requests at once, each over a separate connection, whose guests wait. */
export async function waitingRows(storage: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, component, path, flags } of GUESTS) {
    const context = { signal: new AbortController().signal, storage, output: () => {} };
    const serving = await serve({ component, grants: {}, addr: '127.0.0.1:0' }, context);
    const [ours, theirs]: [number[], number[]] = [[], []];
    await servedByWasmtime(
      component,
      async (url) => {
        for (let round = 0; round < ROUNDS; round++) {
          ours.push(await allAtOnce(new URL(path, serving.url)));
          theirs.push(await allAtOnce(new URL(path, url)));
        }
      },
      flags,
    );
    await serving.close();
    rows.push({
      what: `a handler of ${name} that waits 1 s, ${REQUESTS} requests at once: until all are answered`,
      unit: 'ms',
      wasmtime: figures(theirs).p50,
      here: figures(ours).p50,
      goal: 'under 3 s',
    });
  }
  return rows;
}

async function allAtOnce(url: URL): Promise<number> {
  const agent = new Agent({ maxSockets: Infinity });
  const began = performance.now();
  await Promise.all(Array.from({ length: REQUESTS }, () => answered(url, agent)));
  return performance.now() - began;
}

const answered = (url: URL, agent: Agent): Promise<void> =>
  new Promise((done, fail) => {
    const request = get(url, { agent }, (response) => {
      if (response.statusCode !== 200) fail(new Error(`answered ${response.statusCode}`));
      response.resume().on('end', done).on('error', fail);
    });
    request.on('error', fail);
  });
