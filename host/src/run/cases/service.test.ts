import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as send } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { exchange, servedByWasmtime } from '../../testing/http.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { serve, type Serving } from '../serve.ts';

/** A handler in Rust that behaves well and badly, by path (test-fixtures/programs/service). */
const component = resolve('test-fixtures/programs/service/service.wasm');

interface Request {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Fields that differ by nature: times, and the encoding of a body without a length. */
const OWN = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding']);

/** Status, headers and body as latin-1; a transfer that breaks gives its reason away. */
function answerOf(url: string, { path, body, ...options }: Request): Promise<unknown> {
  return new Promise((done) => {
    const call = send(new URL(path, url), { ...options, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      const headers = Object.entries(response.headers).filter(([name]) => !OWN.has(name));
      const end = (isComplete: boolean) =>
        done([response.statusCode, headers.sort(), Buffer.concat(chunks).toString('latin1'), isComplete]);
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => end(true)).on('error', () => end(false));
    });
    call.on('error', (error: NodeJS.ErrnoException) => done(error.code));
    call.end(body);
  });
}

describe('serving a component', () => {
  let storage: string;
  let serving: Serving;
  const log: string[] = [];
  const hello = async () => (await fetch(new URL('/hello', serving.url))).text();

  /** Output may come after the response; what never comes fails by the test's own time limit. */
  const logged = async (text: RegExp) => {
    while (!text.test(log.join(''))) await new Promise((done) => setTimeout(done, 5));
  };

  before(async () => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-service-'));
    const output = (_stream: string, bytes: Uint8Array) => void log.push(Buffer.from(bytes).toString());
    const context = { signal: new AbortController().signal, storage, output };
    const limits = { timeoutMs: 20_000 };
    serving = await serve({ component, grants: {}, limits, addr: '127.0.0.1:0' }, context);
  });
  after(async () => {
    await serving?.close();
    rmSync(storage, { recursive: true });
  });

  /**
   * Responses that must equal those of wasmtime; if wasmtime ends a broken transfer as if it were complete, ours
   * breaks.
   */
  const alike: readonly Request[] = [
    { path: '/hello' },
    { path: '/nowhere' },
    { path: '/hello', method: 'HEAD' },
    { path: '/status?204' },
    { path: '/status?304' },
    { path: '/status?599' },
    { path: '/no-body' },
    { path: '/no-body?5' },
    { path: '/no-body?5', method: 'HEAD' },
    { path: '/latin' },
    { path: '/headers', headers: { 'x-one': 'a', 'X-Two': 'caf\xe9' } },
    { path: '/echo', method: 'POST', body: 'ünï¢ödé' },
    { path: '/echo', method: 'POST', body: 'x'.repeat(300_000) },
    { path: '/echo', method: 'PUT', headers: { 'content-length': '0' } },
    { path: '/count', method: 'POST', body: 'y'.repeat(1_000_000) },
    { path: '/big?200000' },
    { path: '/length?10' },
    { path: '/length?4' },
    { path: '/sleep?10' },
    { path: '/hello', headers: { 'x-long': 'v'.repeat(20_000) } },
    { path: `/hello?${'q'.repeat(65_000)}` },
  ];

  /** Bytes on the wire, of which the status line must be that of wasmtime. */
  const raw: Readonly<Record<string, string>> = {
    'an absolute target': 'GET http://y/hello HTTP/1.1\r\nhost: x\r\n\r\n',
    'a status of 100': 'GET /status?100 HTTP/1.1\r\nhost: x\r\n\r\n',
    'a status of 101': 'GET /status?101 HTTP/1.1\r\nhost: x\r\n\r\n',
    'a status of 103': 'GET /status?103 HTTP/1.1\r\nhost: x\r\n\r\n',
    '100 fields': `GET /hello HTTP/1.1\r\nhost: x\r\n${'x-a: b\r\n'.repeat(99)}\r\n`,
    '101 fields': `GET /hello HTTP/1.1\r\nhost: x\r\n${'x-a: b\r\n'.repeat(100)}\r\n`,
    'a long target': `GET /${'a'.repeat(65_534)} HTTP/1.1\r\nhost: x\r\n\r\n`,
    'HTTP/2.0': 'GET /hello HTTP/2.0\r\nhost: x\r\n\r\n',
    'HTTP/0.9': 'GET /hello\r\n\r\n',
    'an expectation': 'POST /echo HTTP/1.1\r\nhost: x\r\nexpect: x\r\ncontent-length: 2\r\n\r\nhi',
  };
  const statusOf = async (url: string, text: string) => (await exchange(url, text, /\r\n/)).split('\r\n')[0];

  it('responds as a real wasmtime', { skip: wasmtime.missing }, async () => {
    await servedByWasmtime(component, async (url) => {
      for (const request of alike)
        assert.deepEqual(await answerOf(serving.url, request), await answerOf(url, request), request.path);
      for (const [name, text] of Object.entries(raw))
        assert.equal(await statusOf(serving.url, text), await statusOf(url, text), name);
    });
  });

  const failures: readonly (readonly [path: string, status: number, reason: RegExp])[] = [
    ['/trap', 500, /\/trap failed: the guest trapped/],
    ['/none', 500, /\/none failed: the handler returned without setting a response/],
    ['/error', 500, /\/error failed: .*internal-error: why/],
    ['/two-lengths', 500, /failed: .*a content-length and another one/],
    ['/status?103', 500, /failed: .*the status 103 is an interim one/],
  ];
  for (const [path, status, reason] of failures) {
    it(`responds with ${status} for ${path}, with the reason in the log`, { timeout: 20_000 }, async () => {
      log.length = 0;
      const response = await fetch(new URL(path, serving.url));
      assert.equal(response.status, status);
      assert.doesNotMatch(await response.text(), /trapped|internal-error|without setting/);
      await logged(reason);
    });
  }

  for (const path of ['/trap-in-body', '/no-finish', '/length?20']) {
    it(`aborts the transfer of ${path}, with the reason in the log`, { timeout: 20_000 }, async () => {
      log.length = 0;
      const [status, , , isComplete] = (await answerOf(serving.url, { path })) as unknown[];
      assert.deepEqual([status, isComplete], [200, false]);
      await logged(/failed: .*\n/);
      // Otherwise the guest's last line would appear among the lines of the next test.
      if (path.startsWith('/length')) await logged(/ :: length: .*\n/);
    });
  }

  const lengths: readonly (readonly [announced: number, outcome: string])[] = [
    [4, 'write failed, finish Err(ErrorCode::HttpResponseBodySize(Some(10)))'],
    [10, 'write ok, finish Ok(())'],
    [20, 'write ok, finish Err(ErrorCode::HttpResponseBodySize(Some(10)))'],
  ];
  for (const [announced, outcome] of lengths) {
    it(
      `lets a guest that announces ${announced} bytes and writes 10 know what wasmtime does`,
      { timeout: 20_000 },
      async () => {
        log.length = 0;
        await answerOf(serving.url, { path: `/length?${announced}` });
        await logged(new RegExp(`length: ${outcome.replace(/[()]/g, '\\$&')}\n`));
      },
    );
  }

  it('announces no trailers with a content-length, which Node.js refuses', async () => {
    const response = await fetch(new URL('/trailer', serving.url));
    assert.deepEqual([response.headers.get('trailer'), await response.text()], [null, 'hi']);
  });

  it('sends the response after an interim status on the same connection', async () => {
    const one = (path: string) => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`;
    const answer = await exchange(serving.url, one('/status?100') + one('/hello'), /hello\n/);
    assert.match(answer, /^HTTP\/1.1 500 [^]*hello/);
  });

  it('continues when a client leaves in the middle of its body', async () => {
    const head = 'POST /count HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nabc';
    for (let turn = 0; turn < 5; turn++) await exchange(serving.url, head, 20);
    assert.equal(await hello(), 'hello\n');
  });

  for (const [name, text] of Object.entries({
    'half a head': 'GET /hello HT',
    nonsense: '\x00\x01\x02\r\n\r\n',
    'two lengths': 'POST /echo HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
    'a broken chunk': 'POST /echo HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
  })) {
    it(`continues when a client sends ${name}`, async () => {
      await exchange(serving.url, text, 100);
      assert.equal(await hello(), 'hello\n');
    });
  }

  it('responds to pipelined requests in their order', async () => {
    const one = (path: string) => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`;
    const answer = await exchange(serving.url, one('/sleep?50') + one('/hello'), /awake[^]*hello\n/);
    assert.match(answer, /awake[^]*hello/);
  });

  it('streams a body longer than the buffers, both ways', async () => {
    const body = 'z'.repeat(8_000_000);
    const response = await fetch(new URL('/echo', serving.url), { method: 'POST', body });
    assert.equal((await response.text()).length, body.length);
  });

  it('does not block on waiting guests', async () => {
    let finished = 0;
    const leave = new AbortController();
    const sleepers = Array.from({ length: 6 }, () =>
      fetch(new URL('/sleep?60000', serving.url), { signal: leave.signal }).then(() => finished++),
    );
    assert.equal(await hello(), 'hello\n');
    assert.equal(finished, 0);
    leave.abort();
    await Promise.allSettled(sleepers);
  });

  it('ends a guest that loops when its time is up, with 504', async () => {
    const short = await serve(
      { component, grants: {}, limits: { timeoutMs: 3_000 }, addr: '127.0.0.1:0' },
      { signal: new AbortController().signal, storage, output: () => {} },
    );
    try {
      assert.equal((await fetch(new URL('/loop', short.url))).status, 504);
      assert.equal(await (await fetch(new URL('/hello', short.url))).text(), 'hello\n');
    } finally {
      await short.close();
    }
  });

  it('marks the lines of output with their request', async () => {
    log.length = 0;
    await fetch(new URL('/print', serving.url));
    await logged(/to stderr\n/);
    assert.match(log.join(''), /^stdout \[\d+\] :: to stdout$/m);
    assert.match(log.join(''), /^stderr \[\d+\] :: to stderr$/m);
  });
});
