import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { NODE_VARIABLE } from '../../base/guest-node.ts';
import { exchange, servedByWasmtime } from '../../testing/http.ts';
import { newerNode } from '../../testing/newer-node.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { run } from '../run.ts';
import { serve, type Serving } from '../serve.ts';

const component = resolve('test-fixtures/programs/third/third.wasm');
const flags = ['-W', 'component-model-async', '-S', 'p3'];
/** Connections end by themselves. */
const NEVER = /$^/;

const get = (path: string, headers = ''): string =>
  `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${headers}\r\n`;
const post = (path: string, headers: string, body: string): string =>
  `POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${headers}\r\n${body}`;
const large = 'x'.repeat(300_000);

const REQUESTS = {
  'a request': get('/any?query', 'x-one: 1\r\nx-two: 2\r\n'),
  'a body': post('/echo', 'content-length: 5\r\n', 'hello'),
  'a long body': post('/echo', `content-length: ${large.length}\r\n`, large),
  'no body': get('/echo'),
  'an error': get('/error'),
  'all of the server': get('*').replace('GET', 'OPTIONS'),
  ...Object.fromEntries(
    ['', 'a b', 'a/b', 'a:99999', 'u:p@a', '[::1'].map((host) => [
      `the host ${host}`,
      get('/any').replace('host: x', `host: ${host}`),
    ]),
  ),
  'a trap': get('/trap'),
  'a body that is not read': post('/unread', `content-length: ${large.length}\r\n`, large),
  'a body that is dropped early': post('/some', `content-length: ${large.length}\r\n`, large),
  trailers: get('/trailers', 'te: trailers\r\n'),
  'trailers without contents': get('/bodiless', 'te: trailers\r\n'),
};

/** wasmtime 49 leaves out the scheme of a request, which WASI's test suite requires. */
const withoutScheme = (text: string): string => text.replace(/Some\(Scheme::Http\)|None/, 'scheme');

/** Without what names the server, the time and the way of the bytes. */
const essence = (
  answer: string,
): readonly [status: string | undefined, path: string | undefined, body: string] => {
  const [head = '', ...rest] = answer.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const isChunked = /^transfer-encoding: chunked/im.test(head);
  const whole = isChunked ? body.replace(/(^|\r\n)[\da-f]+\r\n/gi, '').trimEnd() : body.trimEnd();
  const status = /^HTTP\/1.1 (\d+)/.exec(head)?.[1];
  return [status, /^x-path: (.*)$/im.exec(head)?.[1]?.trim(), status === '500' ? '' : withoutScheme(whole)];
};

describe('a service of WASI 0.3', { skip: newerNode.missing }, () => {
  let storage: string;
  let serving: Serving;
  before(async () => {
    process.env[NODE_VARIABLE] = newerNode.path;
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-third-service-'));
    const context = { signal: new AbortController().signal, storage, output: () => {} };
    serving = await serve({ component, grants: {}, addr: '127.0.0.1:0' }, context);
  });
  after(async () => {
    delete process.env[NODE_VARIABLE];
    await serving?.close();
    rmSync(storage, { recursive: true });
  });

  const ask = async (text: string) => essence(await exchange(serving.url, text, NEVER));

  it('responds as a real wasmtime', { skip: wasmtime.missing }, async () => {
    const compare = async (url: string): Promise<void> => {
      for (const [name, text] of Object.entries(REQUESTS))
        assert.deepEqual(await ask(text), essence(await exchange(url, text, NEVER)), name);
    };
    await servedByWasmtime(component, compare, flags);
  });

  it('handles simultaneous requests concurrently', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(REQUESTS['a body'])));
    assert.deepEqual(new Set(answers.map(([status, , body]) => `${status} ${body}`)), new Set(['200 hello']));
  });

  it('handles several requests in one instance, as wasmtime does', async () => {
    const counts = [];
    for (let turn = 0; turn < 6; turn++) counts.push(Number((await ask(get('/count')))[2]));
    assert.ok(Math.max(...counts) > 1, `counted ${counts.join()}`);
  });

  it('handles waiting requests at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(get('/wait'))));
    assert.deepEqual(new Set(answers.map(([, , body]) => body)), new Set(['waited']));
  });

  it('breaks the connection where a body is shorter than its length', async () => {
    const received = await exchange(serving.url, get('/length'), NEVER);
    assert.match(received, /^HTTP\/1.1 200 OK\r\ncontent-length: 5\r\n[^]*\r\n\r\nfour$/);
  });

  it('breaks the connection where a body ends with an error', async () => {
    for (const [path, body] of [
      ['/broken', '4\r\nhalf\r\n'],
      ['/broken-empty', ''],
      ['/bodiless-broken', ''],
    ] as const) {
      const received = await exchange(serving.url, get(path), NEVER);
      assert.match(received, /^HTTP\/1.1 200 OK\r\n/, path);
      assert.ok(received.endsWith(`\r\n\r\n${body}`), `${path}: ${received}`);
      assert.doesNotMatch(received, /content-length/i, path);
    }
  });

  it('handles a request while a guest computes behind its response', async () => {
    const context = { signal: new AbortController().signal, storage, output: () => {} };
    const one = await serve({ component, grants: {}, addr: '127.0.0.1:0', concurrency: 1 }, context);
    try {
      for (let turn = 0; turn < 2; turn++) {
        assert.match(await exchange(one.url, get('/loop-behind'), NEVER), /done/);
        await new Promise((done) => setTimeout(done, 100));
        assert.match(await exchange(one.url, get('/any'), NEVER), /^HTTP\/1.1 200 /);
      }
    } finally {
      await one.close();
    }
  });

  it('runs as a command too, in a separate process, with its streams', async () => {
    let text = '';
    const { signal } = new AbortController();
    const output = (_: string, bytes: Uint8Array): void => void (text += Buffer.from(bytes).toString());
    const grants = { args: ['third.wasm', 'input', '+', 'much', '2000000', '+', 'clocks'] };
    const stdin = Readable.from([Buffer.from('words '), Buffer.from('of input')]);
    assert.equal((await run({ component, grants }, { signal, storage, output, stdin })).exitCode, 0);
    assert.equal(text, `"words of input" Ok(())\n${'x'.repeat(2_000_000)}Ok(())\ntrue true true\n`);
  });
});
