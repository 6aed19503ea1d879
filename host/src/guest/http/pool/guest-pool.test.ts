import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { compile } from '../../../engine/modules.ts';
import { scriptOf } from '../../../engine/transpile.ts';
import { Client } from '../client.ts';
import { GuestPool } from './guest-pool.ts';
import { prepare } from '../../../run/prepare.ts';
import type { PoolOptions } from './pool-options.ts';
import type { Reply } from '../respond.ts';

/** A body that has ended. */
function emptyBody(): IncomingMessage {
  const body = new IncomingMessage(new Socket());
  body.push(null);
  return body;
}

/** The threads of a served component, in this very process: what they leave behind can be counted. */
describe('the pool of a served component', () => {
  let storage: string;
  let pool: GuestPool;
  let start: (former?: GuestPool, more?: Partial<PoolOptions>) => Promise<GuestPool>;
  before(async () => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-pool-'));
    const component = resolve('test-fixtures/programs/service/service.wasm');
    const transpiled = await prepare(component, { storage });
    const guest = { script: scriptOf(transpiled), modules: await compile(transpiled), grants: {} };
    const options = { output: () => {}, timeoutMs: 60_000 };
    start = (former, more = {}) =>
      GuestPool.start(
        { ...guest, job: { kind: 'serve' } },
        { ...options, ...more },
        { ...(former && { former }) },
      );
    pool = await start();
  });
  after(async () => {
    await pool?.close();
    rmSync(storage, { recursive: true });
  });

  const request = async (path: string, to = pool, body = emptyBody()): Promise<string> => {
    let text = '';
    const reply: Reply = {
      head: ({ status }) => (text += `${status} `),
      chunk: (bytes, wrote) => {
        text += Buffer.from(bytes).toString();
        wrote();
      },
      end: () => (text += 'end'),
      refused: (_, problem) => (text += problem.code),
    };
    const head = { method: 'GET', path, authority: 'x', headers: [] };
    await to.handle({ head, body }, reply, new Client());
    return text;
  };

  it('ends requests whose clients send half a body, so that others have their turn', async () => {
    const small = await start(undefined, { concurrency: 2, uploadMs: 1 });
    const half = (): IncomingMessage => {
      const body = new IncomingMessage(new Socket());
      body.headers['content-length'] = '10';
      body.push('half');
      return body;
    };
    const halves = Array.from({ length: 4 }, () => request('/count', small, half()));
    assert.equal(await request('/hello', small), '200 hello\nend');
    assert.deepEqual(new Set(await Promise.all(halves)), new Set(['200 4 failure\nend']));
    await small.close();
  });

  it('releases the timer of a completed request', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    assert.equal(await request('/hello'), '200 hello\nend');
    const before = timers();
    for (let turn = 0; turn < 20; turn++) await request('/hello');
    assert.ok(timers() < before + 10, `${timers()} timers, ${before} before`);
  });

  it('responds with 500 for a guest that traps, and continues', async () => {
    assert.equal(await request('/trap'), 'guest-trap');
    assert.equal(await request('/hello'), '200 hello\nend');
  });

  it('ends a request that outlives the grace period after a reload', async () => {
    const former = pool;
    const endless = request('/loop');
    pool = await start(former);
    await former.retire(pool, 100);
    assert.equal(await endless, 'component-replaced');
    assert.equal(await request('/hello'), '200 hello\nend');
  });
});
