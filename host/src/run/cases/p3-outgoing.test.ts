import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { NODE_VARIABLE } from '../../base/guest-node.ts';
import { newerNode } from '../../testing/newer-node.ts';
import { oddServer, type OddServer } from '../../testing/odd-server.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { run } from '../run.ts';

/** A command in Rust that makes the calls of wasi:http 0.3 that its words describe (test-fixtures/programs/third). */
const component = resolve('test-fixtures/programs/third/third.wasm');

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
  ],
].map((path) => `http.send AUTHORITY path=/${path}`);

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH', 'QUERY', 'get', 'CONNECT'];

const requests = [
  'method=HEAD path=/hello',
  ...METHODS.map((method) => `method=${method} path=/echo`),
  ...['GET', 'POST', 'PUT', 'DELETE'].flatMap((method) => [
    `method=${method} path=/echo body`,
    `method=${method} path=/echo body=text`,
  ]),
  'method=GET path=/echo body=text header=content-length:4',
  ...[4, 5].map((length) => `method=POST path=/echo body=text header=content-length:${length}`),
  'method=POST path=/echo header=content-length:0',
  'method=POST path=/echo header=content-length:3 first-byte-timeout=300',
  'method=POST path=/echo body=text repeat=3 header=content-length:12',
  'method=POST path=/count body=0123456789 repeat=3000',
  'method=POST path=/echo body=text trailer=x-a:1 header=trailer:x-a',
  'method=POST path=/echo body=text trailer=x-a:1',
  'method=POST path=/echo trailer=x-a:1',
  'method=POST path=/echo body=text trailer=x-a:1 failing',
  'method=POST path=/echo body failing',
  'method=POST path=/echo failing',
  'path=/echo header=X-B:1 header=x-a:2 header=x-b:3 header=te:trailers',
  'path=/echo header=cookie:a=1 header=x-b:c header=cookie:b=2',
  'path=/echo header=user-agent:me header=accept:*/* header=date:x header=expect:100-continue',
  'path=/echo header=host:x',
  ...['no-path', 'path=', 'path=?a=b', 'path=/echo?a=b#c', 'path=//x', 'path=x', 'path=*'],
  ...['none', 'HTTPS', 'ws', 'http'].map((scheme) => `scheme=${scheme} path=/hello`),
  'path=/silent first-byte-timeout=200',
  'path=/silent first-byte-timeout=0',
  'path=/half between-bytes-timeout=200',
  'path=/slow first-byte-timeout=60000 between-bytes-timeout=60000 connect-timeout=60000',
].map((words) => `http.send AUTHORITY ${words}`);

const unread = [
  ...['hello', 'big'].map((path) => `http.send AUTHORITY path=/${path} unread`),
  ...['hello', 'big', 'trailers', 'cut'].map((path) => `http.send AUTHORITY path=/${path} some=2`),
  'http.send AUTHORITY path=/trailers some=10',
];

const elsewhere = [
  ...['127.0.0.1:1', '[::1]:1', '127.0.0.1:0', 'nowhere.invalid', ':80', '[]', 'a:', 'a:x', ''].map(
    (authority) => `http.send authority=${authority}`,
  ),
  'http.send authority=u@127.0.0.1:1',
  'http.send path=/',
];

/** A cancelled call neither keeps memory of the guest nor takes the result of a later call. */
const cancelled = [
  'http.twice AUTHORITY path=/slow',
  'http.cancel 50 AUTHORITY path=/silent',
  'http.send AUTHORITY path=/hello',
  'http.cancel 20 AUTHORITY path=/slow',
  'pause 200',
  'http.send AUTHORITY path=/hello',
  'http.cancel 20 AUTHORITY method=POST path=/silent body=text repeat=10',
  'http.cancel 20000 AUTHORITY path=/hello',
];

const sending = { skip: wasmtime.missing || newerNode.missing, timeout: 60_000 };

describe('outgoing requests of WASI 0.3', () => {
  let storage: string;
  let server: OddServer;
  const wordsOf = (text: string): string[] =>
    text.replaceAll('AUTHORITY', `authority=${server.authority}`).split(' ');

  async function printed(text: string, network = true): Promise<string> {
    const chunks: Uint8Array[] = [];
    const output = (_: string, bytes: Uint8Array) => void chunks.push(bytes);
    const context = { signal: new AbortController().signal, storage, output };
    await run({ component, grants: { args: ['third', ...wordsOf(text)], network } }, context);
    return Buffer.concat(chunks).toString();
  }

  const judged = (text: string): Promise<string> =>
    new Promise((done) => {
      const options = ['-W', 'component-model-async', '-S', 'p3,http'];
      const judge = spawn(wasmtime.path, ['run', ...options, component, ...wordsOf(text)]);
      const chunks: Buffer[] = [];
      judge.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      judge.on('close', () => done(Buffer.concat(chunks).toString()));
    });

  before(async () => {
    if (!newerNode.missing) process.env[NODE_VARIABLE] = newerNode.path;
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-p3-outgoing-'));
    server = await oddServer();
  });
  after(() => {
    delete process.env[NODE_VARIABLE];
    server.close();
    rmSync(storage, { recursive: true });
  });

  /** A body that is not sent may be taken from the guest or not: in wasmtime that depends on timing. */
  const comparable = (lines: string): string[] =>
    lines
      .split('\n')
      .map((line) => line.replace(/(method=GET path=\/echo body=text: .*) \d+ left,/, '$1 … left,'));

  for (const [name, steps] of Object.entries({ answers, requests, unread, elsewhere, cancelled }))
    it(`end as on a real wasmtime: ${name}`, sending, async () => {
      const text = steps.join(' + ');
      const [ours, theirs] = await Promise.all([printed(text), judged(text)]);
      assert.equal(theirs.trimEnd().split('\n').length, steps.length);
      assert.deepEqual(comparable(ours), comparable(theirs));
    });

  it('are denied to a guest that was not granted the network', { skip: newerNode.missing }, async () => {
    assert.match(
      await printed('http.send AUTHORITY path=/hello', false),
      /no response: ErrorCode::HttpRequestDenied; sent Err\(ErrorCode::HttpRequestDenied\)\n$/,
    );
  });

  it(
    'leave no connection open once they are cancelled',
    { skip: newerNode.missing, timeout: 30_000 },
    async () => {
      const cancel = 'http.cancel 50 AUTHORITY path=/silent';
      const [running] = await Promise.all([
        printed(`${cancel} + pause 5000`),
        (async () => {
          while (server.open() === 0) await new Promise((done) => setTimeout(done, 5));
          while (server.open() > 0) await new Promise((done) => setTimeout(done, 5));
          return 'closed';
        })(),
      ]);
      assert.match(running, /cancelled/);
    },
  );
});
