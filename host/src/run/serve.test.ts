import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from '../build/build.ts';
import { compose } from '../compose/compose.ts';
import { HostError } from '../base/problem.ts';
import { servedByWasmtime } from '../testing/http.ts';
import { until } from '../testing/until.ts';
import { wasmtime } from '../testing/wasmtime.ts';
import type { Report } from '../guest/crossing/report.ts';
import { run } from './run.ts';
import { serve, type Serving } from './serve.ts';

const sample = resolve('test-fixtures/workspaces/edge');

describe('the edge sample, composed of Rust and TypeScript', () => {
  const signal = new AbortController().signal;
  let storage: string;
  let component: string;
  let serving: Serving;
  const context = () => ({ signal, storage, output: () => {} });
  const serveAt = (addr: string) => serve({ component, grants: {}, addr }, context());

  before(async () => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-serve-'));
    const building = { signal, storage, progress: () => {}, log: () => {} };
    const composed = await compose(
      { plan: join(sample, 'composition.toml'), out: join(storage, 'composition.wasm') },
      { build: async (folder: string) => (await build(folder, building)).component, signal },
    );
    component = composed.component;
    serving = await serveAt('127.0.0.1:0');
  });
  after(async () => {
    await serving?.close();
    rmSync(storage, { recursive: true });
    // The builder's threads would keep this process alive, long after its results are out.
    setTimeout(() => process.exit(), 1_000).unref();
  });

  it('keeps its files until it is closed', async () => {
    const guests = () => readdirSync(join(storage, 'guests')).length;
    const before = guests();
    const another = await serveAt('127.0.0.1:0');
    assert.equal(guests(), before + 1);
    await another.close();
    await until(() => guests() === before);
  });

  const requests: readonly (readonly [string, RequestInit?])[] = [
    ['/hello?name=ada'],
    ['/me'],
    ['/me', { headers: { authorization: 'Bearer open-sesame' } }],
    ['/admin', { headers: { authorization: 'Bearer let-me-in' } }],
    ['/echo', { method: 'POST', body: 'ünï¢ödé 🌍' }],
    ['/nowhere'],
  ];

  const answers = (url: string) =>
    Promise.all(
      requests.map(async ([path, init]) => {
        const response = await fetch(new URL(path, url), init);
        return [path, response.status, response.headers.get('content-type'), await response.text()];
      }),
    );

  it('can be called and observed, although it serves', async () => {
    const functions: string[] = [];
    const report = (one: Report) => {
      if (one.kind === 'calls') functions.push(...one.calls.map((call) => call.function));
      return { kind: 'go' } as const;
    };
    const invoke = 'handle({method: "GET", path: "/me", body: ""})';
    const { value } = await run({ component, grants: {}, invoke }, { ...context(), observer: { report } });
    assert.match(value!, /^\{status: 401, /);
    assert.deepEqual([functions[0], functions.at(-1)], ['edge:service/auth.check', 'handle']);
  });

  it('handles each request in a separate instance', async () => {
    const statuses = (await answers(serving.url)).map(([path, status]) => `${path} ${status}`);
    assert.deepEqual(statuses, [
      '/hello?name=ada 200',
      '/me 401',
      '/me 200',
      '/admin 403',
      '/echo 200',
      '/nowhere 404',
    ]);
  });

  it('responds as a real wasmtime', { skip: wasmtime.missing }, async () => {
    await servedByWasmtime(component, async (url) =>
      assert.deepEqual(await answers(serving.url), await answers(url)),
    );
  });

  it('returns the same value from a plain call as a real wasmtime', { skip: wasmtime.missing }, async () => {
    const call = 'handle({method: "GET", path: "/me", authorization: some("Bearer open-sesame"), body: ""})';
    const { value } = await run({ component, grants: {}, invoke: call }, context());
    const judged = execFileSync(wasmtime.path, ['run', '-S', 'http', '--invoke', call, component], {
      encoding: 'utf8',
    });
    assert.equal(value, judged.trim());
  });

  it('refuses an address that is taken', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as { port: number };
    const refused = serveAt(`127.0.0.1:${port}`);
    await assert.rejects(
      refused,
      (error) => error instanceof HostError && error.problem.code === 'address-in-use',
    );
    other.close();
  });

  it('refuses an invalid address', async () => {
    const refused = serveAt('everywhere');
    await assert.rejects(
      refused,
      (error) => error instanceof HostError && error.problem.code === 'address-invalid',
    );
  });
});
