import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { oddServer, type OddServer } from '../../testing/odd-server.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { run } from '../run.ts';
import { serve, type Serving } from '../serve.ts';

/** A command in Rust that sends what its words describe (test-fixtures/programs/client). */
const component = resolve('test-fixtures/programs/client/client.wasm');

/** Responses of real servers, by path of testing/odd-server.ts. */
const answers = [
  ...['hello', '204', '304', '404', '999', 'chunked', 'headers', 'trailers', 'slow', 'until-close', 'http10'],
  ...['close', 'reset', 'garbage', 'half-head', 'interim', '101', '100-fields', '101-fields', 'long-field'],
  ...[
    'bad-field',
    'two-lengths',
    'redirect',
    'gzip',
    'big',
    'cut',
    'cut-chunk',
    'bad-chunk',
    'reset-in-body',
    'bad-chunk-at-once',
    'behind',
    'http2',
    'status-99',
  ],
].map((path) => `send AUTHORITY path=/${path}`);

const requests = [
  'method=HEAD path=/hello',
  ...['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH', 'QUERY', 'get', 'CONNECT'].map(
    (method) => `method=${method} path=/echo`,
  ),
  ...['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'].flatMap((method) => [
    `method=${method} path=/echo body`,
    `method=${method} path=/echo body=text`,
  ]),
  'method=GET path=/echo body=text header=content-length:4',
  ...[3, 4, 5].map((length) => `method=POST path=/echo body=text header=content-length:${length}`),
  'method=POST path=/echo header=content-length:0',
  'method=POST path=/echo header=content-length:3 first-byte-timeout=300',
  'method=POST path=/echo body=text drop-body',
  'method=POST path=/count body=0123456789 repeat=30000',
  'method=POST path=/echo body=text trailer=x-a:1 header=trailer:x-a',
  'method=POST path=/echo body=text trailer=x-a:1',
  'path=/echo header=X-B:1 header=x-a:2 header=x-b:3 header=te:trailers',
  ...['cookie', 'set-cookie', 'accept', 'content-disposition', 'date', 'content-type', 'x-a'].map(
    (name) => `path=/echo header=${name}:a=1 header=x-b:c header=${name}:b=2 header=${name}:é`,
  ),
  'method=POST path=/echo body=text header=cookie:a header=cookie:b header=content-length:4',
  'method=POST path=/echo body=text header=content-disposition:é header=content-length:4',
  'path=/echo header=user-agent:me header=accept:*/* header=date:x header=expect:100-continue',
  ...['no-path', 'path=', 'path=?a=b', 'path=/echo?a=b#c', 'path=/échö', 'path=//x', 'path=x'],
  ...['scheme=none', 'scheme=HTTPS', 'scheme=ws'].map((scheme) => `${scheme} path=/hello`),
  'path=/silent first-byte-timeout=200',
  'path=/silent first-byte-timeout=0',
  'path=/half between-bytes-timeout=200',
  'path=/slow first-byte-timeout=60000 between-bytes-timeout=60000 connect-timeout=60000',
].map((words) => `send AUTHORITY ${words}`);

const elsewhere = [
  ...['127.0.0.1:1', '[::1]:1', '127.0.0.1:0', 'nowhere.invalid', ':80', '[]', 'a:', 'a:x', ''].map(
    (authority) => `send authority=${authority}`,
  ),
  'send path=/',
  'send authority=nowhere.invalid:99 scheme=HTTPS',
  'send authority=u@127.0.0.1:PORT path=/echo',
  'send authority=localhost:PORT path=/echo',
  'send authority=LOCALHOST:PORT path=/echo',
];

const programs = [
  'two AUTHORITY path=/slow path=/hello',
  'many AUTHORITY path=/hello 100',
  'dropped AUTHORITY path=/silent path=/big path=/hello',
  'late AUTHORITY path=/cut 200',
  'late AUTHORITY path=/hello 200',
  'late AUTHORITY path=/big 200',
  'relay AUTHORITY path=/big path=/count',
];

const sending = { skip: wasmtime.missing, timeout: 60_000 };

describe('outgoing requests', () => {
  let storage: string;
  let server: OddServer;
  const wordsOf = (text: string): string[] =>
    text
      .replaceAll('AUTHORITY', `authority=${server.authority}`)
      .replaceAll('PORT', server.authority.replace(/.*:/, ''))
      .split(' ');

  async function printed(text: string, network = true): Promise<string> {
    const chunks: Uint8Array[] = [];
    const output = (_: string, bytes: Uint8Array) => void chunks.push(bytes);
    const context = { signal: new AbortController().signal, storage, output };
    await run({ component, grants: { args: ['client', ...wordsOf(text)], network } }, context);
    return Buffer.concat(chunks).toString();
  }

  const judged = (text: string): Promise<string> =>
    new Promise((done) => {
      const judge = spawn(wasmtime.path, ['run', '-S', 'http', component, ...wordsOf(text)]);
      const chunks: Buffer[] = [];
      judge.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      judge.on('close', () => done(Buffer.concat(chunks).toString()));
    });

  before(async () => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-outgoing-'));
    server = await oddServer();
  });
  after(() => {
    server.close();
    rmSync(storage, { recursive: true });
  });

  for (const [name, commands] of Object.entries({ answers, requests, elsewhere, programs }))
    it(`end as on a real wasmtime: ${name}`, sending, async () => {
      const text = commands.join(' ; ');
      const [ours, theirs] = await Promise.all([printed(text), judged(text)]);
      assert.equal(theirs.split('\n> ').length, commands.length);
      assert.deepEqual(ours.split('\n> '), theirs.split('\n> '));
    });

  it('are denied to a guest that was not granted the network', async () => {
    assert.equal(
      await printed('send AUTHORITY path=/hello', false),
      `> ${wordsOf('send AUTHORITY path=/hello').join(' ')}\nnot sent: ErrorCode::HttpRequestDenied\n`,
    );
  });

  it('leave no connection open, also when never awaited', { timeout: 20_000 }, async () => {
    await printed('dropped AUTHORITY path=/silent path=/big path=/hello');
    while (server.open() > 0) await new Promise((done) => setTimeout(done, 5));
  });

  describe('of a served guest', () => {
    const service = resolve('test-fixtures/programs/service/service.wasm');
    const context = () => ({ signal: new AbortController().signal, storage, output: () => {} });
    let serving: Serving;
    const ask = (path: string, url = serving.url) => fetch(new URL(`${path}?${server.authority}`, url));

    before(async () => {
      serving = await serve(
        { component: service, grants: { network: true }, addr: '127.0.0.1:0' },
        context(),
      );
    });
    after(() => serving?.close());

    it('stream into its response', async () => {
      const response = await ask('/fetch');
      assert.deepEqual([response.status, (await response.text()).length], [200, 3_000_000]);
    });

    it('end with the instance that leaked them', { timeout: 20_000 }, async () => {
      assert.equal(await (await ask('/abandon')).text(), 'abandoned\n');
      while (server.open() > 0) await new Promise((done) => setTimeout(done, 5));
    });

    it('are denied unless they are granted', async () => {
      const closed = await serve({ component: service, grants: {}, addr: '127.0.0.1:0' }, context());
      try {
        const response = await ask('/fetch', closed.url);
        assert.equal(await response.text(), 'ErrorCode::HttpRequestDenied\n');
      } finally {
        await closed.close();
      }
    });
  });
});
