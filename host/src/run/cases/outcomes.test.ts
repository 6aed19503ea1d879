import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { exchange, servedByWasmtime } from '../../testing/http.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { serve, type Serving } from '../serve.ts';

const component = resolve('test-fixtures/programs/service/service.wasm');
/** More than sockets hold. */
const LONG = 30_000_000;

const get = (url: string, path: string): Promise<IncomingMessage> =>
  new Promise((done, fail) => {
    request(new URL(path, url), { agent: false }, done).on('error', fail).end();
  });

/**
 * How many bytes came, and whether the transfer was whole.
 * @param isSlow whether to read so slowly that the guest ends before
 */
const rest = (response: IncomingMessage, isSlow = false): Promise<[bytes: number, isWhole: boolean]> =>
  new Promise((done) => {
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (!isSlow) return;
      response.pause();
      setTimeout(() => response.resume(), 1);
    });
    response.on('end', () => done([bytes, true])).on('error', () => done([bytes, false]));
  });

/** A missing event fails by the time limit. */
async function printed(log: () => string, text: RegExp): Promise<void> {
  while (!text.test(log())) await new Promise((done) => setTimeout(done, 5).unref());
}

describe('the outcome of a request', { timeout: 120_000 }, () => {
  let storage: string;
  let serving: Serving;
  let log = '';

  before(async () => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-outcomes-'));
    const output = (_stream: string, bytes: Uint8Array) => void (log += Buffer.from(bytes).toString());
    const context = { signal: new AbortController().signal, storage, output };
    const limits = { timeoutMs: 30_000 };
    serving = await serve({ component, grants: {}, limits, addr: '127.0.0.1:0' }, context);
  });
  after(async () => {
    await serving?.close();
    rmSync(storage, { recursive: true });
  });

  /**
   * A guest that checks its budget before it writes gets none while its client reads nothing, and continues when it
   * does.
   */
  async function slowly(url: string, printedBy: () => string): Promise<void> {
    const response = await get(url, `/patient?${LONG}`);
    await printed(printedBy, /no room/);
    assert.deepEqual(await rest(response), [LONG, true]);
  }

  it('of a slow client is a check-write of 0 until it resumes reading', () => slowly(serving.url, () => log));

  it('of a slow client is that of a real wasmtime', { skip: wasmtime.missing }, () =>
    servedByWasmtime(component, slowly),
  );

  it('of a guest that traps after its response is that response, also for a slow client', async () => {
    log = '';
    const response = await get(serving.url, `/trap-behind?${LONG}`);
    assert.deepEqual(await rest(response, true), [LONG, true]);
    await printed(() => log, /\/trap-behind\?\d+ failed: the guest trapped/);
  });

  it('of a guest that responds twice is its first response, and a trap in the log', async () => {
    log = '';
    const response = await get(serving.url, '/twice');
    assert.deepEqual(await rest(response), ['once\n'.length, true]);
    await printed(() => log, /\/twice failed: the guest trapped/);
  });

  it('of a request whose body cannot be read is 400, and a failed stream for its guest', async () => {
    log = '';
    const head = 'POST /count HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n';
    assert.match(await exchange(serving.url, `${head}zz\r\n`, 10_000), /^HTTP\/1.1 400 /);
    await printed(() => log, /count: \d bytes, then failure/);
  });

  for (const path of ['/body-before-stream', '/finish-before-stream'])
    it(`of a guest that ends a body before its stream is a trap: ${path}`, async () => {
      log = '';
      assert.deepEqual(await rest(await get(serving.url, path)), ['half'.length, false]);
      await printed(() => log, new RegExp(`${path} failed: .*outgoing body .*has children`));
    });

  it('of a guest that times out in its body is an aborted transfer', async () => {
    const lines: string[] = [];
    const output = (_stream: string, bytes: Uint8Array) => void lines.push(Buffer.from(bytes).toString());
    const context = { signal: new AbortController().signal, storage, output };
    const short = await serve(
      { component, grants: {}, limits: { timeoutMs: 3_000 }, addr: '127.0.0.1:0' },
      context,
    );
    try {
      assert.deepEqual(await rest(await get(short.url, '/loop-in-body')), ['half'.length, false]);
      await printed(() => lines.join(''), /\/loop-in-body failed: .*3/);
      assert.deepEqual(await rest(await get(short.url, '/hello')), ['hello\n'.length, true]);
    } finally {
      await short.close();
    }
  });
});
