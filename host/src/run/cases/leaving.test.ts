import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { servedByWasmtime } from '../../testing/http.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { serve, type Serving } from '../serve.ts';

const component = resolve('test-fixtures/programs/service/service.wasm');

const get = (path: string): string => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`;

/** Sends, and resolves with the open connection once what came back matches. */
function ask(url: string, text: string, until: RegExp): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((done) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let received = '';
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1');
      if (!until.test(received)) return;
      socket.pause();
      done(socket);
    });
  });
}

/** The guest's output when its client has left: its write, the stream, the body. */
const NOTICED = 'write: StreamError::Closed, check-write: Err(StreamError::Closed), finish: Ok(())';
const timesIn = (log: string, text: string): number => log.split(text).length - 1;

describe('a client that leaves before the response is complete', { timeout: 60_000 }, () => {
  let storage: string;
  let serving: Serving;
  let log = '';
  const failures: string[] = [];
  /** A missing event fails by the time limit. */
  const printed = async (text: string, times = 1, of = () => log): Promise<void> => {
    while (timesIn(of(), text) < times) await new Promise((done) => setTimeout(done, 5).unref());
  };

  before(async () => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-leaving-'));
    const output = (_stream: string, bytes: Uint8Array) => void (log += Buffer.from(bytes).toString());
    const failed = ({ code }: { code: string }) => void failures.push(code);
    const context = { signal: new AbortController().signal, storage, output, failed };
    serving = await serve({ component, grants: {}, addr: '127.0.0.1:0' }, context);
  });
  after(async () => {
    await serving?.close();
    rmSync(storage, { recursive: true });
  });

  it('closes the stream of the body to the guest, which can finish', async () => {
    log = '';
    (await ask(serving.url, get('/until-closed'), /more/)).destroy();
    await printed(NOTICED);
    assert.deepEqual(failures, []);
  });

  it('closes it as a real wasmtime does', { skip: wasmtime.missing }, async () => {
    await servedByWasmtime(component, async (url, log) => {
      (await ask(url, get('/until-closed'), /more/)).destroy();
      await printed(NOTICED, 1, log);
    });
  });

  it('wakes a guest that waits for room', async () => {
    log = '';
    const socket = await ask(serving.url, get('/until-full'), /x/);
    await printed('no room');
    socket.destroy();
    await printed(NOTICED);
  });

  for (const path of ['/until-closed', '/until-full'])
    it(`is noticed by the guest of a later request of its connection: ${path}`, async () => {
      log = '';
      const socket = await ask(serving.url, get('/until-closed') + get(path), /more/);
      if (path === '/until-full') await printed('no room');
      socket.destroy();
      await printed(NOTICED, 2);
      assert.deepEqual(failures, []);
    });

  it('leaves the stream of the next client open', async () => {
    (await ask(serving.url, get('/until-closed'), /more/)).destroy();
    const response = await fetch(new URL('/big?3000000', serving.url));
    assert.equal((await response.text()).length, 3_000_000);
  });
});
