import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { transpile } from '../engine/transpile.ts';
import { assemble } from '../engine/testing/instantiate-wat.ts';
import { HostError } from '../base/problem.ts';
import { ToolThread } from './tool-thread.ts';

const newThread = () => new ToolThread(new URL('testing/jobs.mjs', import.meta.url));
const newCell = () => new Int32Array(new SharedArrayBuffer(4));
const problemOf = (job: Promise<unknown>) =>
  job.then(
    () => assert.fail('it did not fail'),
    (error: unknown) => (error instanceof HostError ? error.problem : assert.fail(String(error))),
  );

/** A server in this process, and a function that sends it a request. */
async function pinging(): Promise<{ ping: () => Promise<void>; [Symbol.dispose]: () => void }> {
  const server = createServer((_, response) => response.end('pong')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ping = async () => assert.equal(await (await fetch(url)).text(), 'pong');
  return { ping, [Symbol.dispose]: () => void (server.close(), server.closeAllConnections()) };
}

describe('the thread of tools', () => {
  it('leaves the loop of the host free', async () => {
    const { ping, [Symbol.dispose]: close } = await pinging();
    const cell = newCell();
    const job = newThread().run({ name: 'block', args: [cell] });
    await ping();
    Atomics.add(cell, 0, 1);
    Atomics.notify(cell, 0);
    assert.ok(['ok', 'not-equal'].includes((await job) as string));
    close();
  });

  it('runs jobs one at a time', async () => {
    const thread = newThread();
    const cell = newCell();
    const count = () => thread.run({ name: 'count', args: [cell] });
    assert.deepEqual(await Promise.all([count(), count(), count()]), [0, 1, 2]);
  });

  it('is ended by a cancellation, also within a job, and replaced for the next', async () => {
    const thread = newThread();
    const controller = new AbortController();
    const blocked = thread.run({ name: 'block', args: [newCell()] }, controller.signal);
    const next = thread.run({ name: 'count', args: [newCell()] });
    controller.abort(new Error('cancelled'));
    await assert.rejects(blocked, /cancelled/);
    assert.equal(await next, 0);
  });

  it('never starts a job that is cancelled before its turn', async () => {
    const thread = newThread();
    const [gate, cell] = [newCell(), newCell()];
    const controller = new AbortController();
    const first = thread.run({ name: 'block', args: [gate] });
    const cancelled = thread.run({ name: 'count', args: [cell] }, controller.signal);
    controller.abort(new Error('cancelled'));
    await assert.rejects(cancelled, /cancelled/);
    await assert.rejects(thread.run({ name: 'count', args: [cell] }, controller.signal), /cancelled/);
    Atomics.add(gate, 0, 1);
    Atomics.notify(gate, 0);
    await first;
    assert.equal(await thread.run({ name: 'count', args: [cell] }), 0);
  });

  it('does not keep an idle process alive', () => {
    const args = [fileURLToPath(new URL('testing/one-job.mjs', import.meta.url))];
    // A process that is held open is killed, and has no status then.
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 120_000 });
    assert.deepEqual([status, stdout], [0, '0']);
  });

  it('passes problems and errors across the thread boundary', async () => {
    const thread = newThread();
    const problem = { code: 'component-invalid', message: 'a test', help: 'no help', causes: ['one'] };
    assert.deepEqual(await problemOf(thread.run({ name: 'refuse', args: [problem] })), problem);
    await assert.rejects(thread.run({ name: 'fail', args: ['too long'] }), new RangeError('too long'));
  });

  it('is replaced after a crash', async () => {
    const thread = newThread();
    const { code, causes } = await problemOf(thread.run({ name: 'leave', args: [] }));
    assert.equal(code, 'toolkit-failed');
    assert.deepEqual(causes, ['it left with 7']);
    assert.equal(await thread.run({ name: 'count', args: [newCell()] }), 0);
  });
});

describe('translating a big component', () => {
  const big = resolve('toolkit/engine/dist/engine.wasm');

  it('blocks no other work, and stops on cancellation', async () => {
    const own = mkdtempSync(join(tmpdir(), 'wit-studio-tools-'));
    const { ping, [Symbol.dispose]: close } = await pinging();
    // The thread has its tools then, and only the translation takes long.
    await transpile(await assemble('(component (component))'), own);
    await ping();
    const controller = new AbortController();
    const translated = transpile(big, own, { signal: controller.signal });
    let isDone = false;
    const settled = translated.catch(() => {}).then(() => (isDone = true));
    // A blocked loop would respond to these before the translation begins: reading the file takes a few turns.
    for (let count = 0; count < 20; count++) await ping();
    assert.equal(isDone, false);
    controller.abort(new Error('cancelled'));
    await assert.rejects(translated, /cancelled/);
    await settled;
    assert.equal(readdirSync(join(own, 'transpiled')).length, 1);
    await transpile(await assemble('(component (component) (component))'), own);
    assert.equal(readdirSync(join(own, 'transpiled')).length, 2);
    close();
    rmSync(own, { recursive: true });
  });
});
