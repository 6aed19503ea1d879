import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from '../../host/src/build/build.ts';
import { compose } from '../../host/src/compose/compose.ts';
import { serve } from '../../host/src/run/serve.ts';
import { servedByWasmtime } from '../../host/src/testing/http.ts';
import { wasmtime } from '../../host/src/testing/wasmtime.ts';
import { firstAnswer, load } from './load.ts';
import { figures, heading, quantile, ratio, row } from './measure.ts';

const service = resolve('test-fixtures/programs/service/service.wasm');
const ROUNDS = 5;
const ROUND_MS = 1_000;
const CONNECTIONS = [1, 50];

/**
 * What a served request costs beside `wasmtime serve`: both serve at the same time and are asked in turn, so that
 * what else the machine does meets both.
 */
export async function benchServe(sample: string): Promise<void> {
  if (wasmtime.path === '') return;
  const storage = mkdtempSync(join(tmpdir(), 'wit-studio-bench-'));
  try {
    await benchGuest('a handler in Rust', service, '/hello', storage);
    await benchGuest('one that grows its memory (64 KiB of answer)', service, '/patient?65536', storage);
    await benchGuest('the sample, Rust and TypeScript', await sampleIn(sample, storage), '/hello', storage);
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

async function benchGuest(name: string, component: string, path: string, storage: string): Promise<void> {
  const context = { signal: new AbortController().signal, storage, output: () => {} };
  const start = () => serve({ component, grants: {}, addr: '127.0.0.1:0' }, context);
  await (await start()).close();
  heading(`served: ${name}`);
  await benchStarts(start, component, path);
  const serving = await start();
  try {
    await servedByWasmtime(component, async (url) => {
      const urls = { ours: new URL(path, serving.url), theirs: new URL(path, url) };
      for (const connections of CONNECTIONS) await benchLoad(connections, urls);
    });
  } finally {
    await serving.close();
  }
}

async function benchStarts(start: () => ReturnType<typeof serve>, component: string, path: string) {
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    let began = performance.now();
    const serving = await start();
    await firstAnswer(new URL(path, serving.url));
    ours.push(performance.now() - began);
    await serving.close();
    began = performance.now();
    await servedByWasmtime(component, async (url) => {
      await firstAnswer(new URL(path, url));
      theirs.push(performance.now() - began);
    });
  }
  row('start to first answer', figures(ours));
  row('start to first answer, wasmtime', figures(theirs));
  ratio('ours / wasmtime', figures(ours).p50 / figures(theirs).p50);
}

async function benchLoad(connections: number, urls: { readonly ours: URL; readonly theirs: URL }) {
  await load(urls.ours, connections, ROUND_MS);
  const rates: number[] = [];
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    const [one, other] = [
      await load(urls.ours, connections, ROUND_MS),
      await load(urls.theirs, connections, ROUND_MS),
    ];
    rates.push(one.perSecond / other.perSecond);
    ours.push(...one.latencies);
    theirs.push(...other.latencies);
  }
  const at = `${connections} connection${connections > 1 ? 's' : ''}`;
  row(`a request, ${at}`, figures(ours));
  row(`a request, ${at}, wasmtime`, figures(theirs));
  ratio('requests per second, ours / wasmtime', figures(rates).p50);
  ratio('99th percentile, ours / wasmtime', percentile99(ours) / percentile99(theirs));
}

const percentile99 = (samples: readonly number[]): number =>
  quantile(
    [...samples].sort((a, b) => a - b),
    0.99,
  );
