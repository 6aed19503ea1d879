import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { assemble } from '../engine/testing/instantiate-wat.ts';
import { HostError } from '../base/problem.ts';
import type { RunParams } from '../protocol.ts';
import { run } from '../run/run.ts';
import { serve } from '../run/serve.ts';
import { NO_STORES } from '../keyvalue/stores.ts';
import { transpile } from '../engine/transpile.ts';
import { GuestProcess } from './guest-process.ts';
import { streamsOf } from './guest-streams.ts';
import { NO_EXPORT } from './log-exporter.ts';
import { spawnGuest, type SpawnedGuest } from './spawn-guest.ts';
import { children } from './testing/children.ts';

/** `grow` takes pages of memory and writes on each, `tables` large tables; `loop` never returns; `zero` returns. */
const hungry = `(component
  (core module $m
    (memory 1)
    (table $a 0 funcref)
    (table $b 0 funcref)
    (table $c 0 funcref)
    (func (export "tables") (param $length i32)
      (drop (table.grow $a (ref.null func) (local.get $length)))
      (drop (table.grow $b (ref.null func) (local.get $length)))
      (drop (table.grow $c (ref.null func) (local.get $length)))
      (loop (br 0)))
    (func (export "zero") (result i32) (i32.const 0))
    (func (export "loop") (result i32) (loop (br 0)) unreachable)
    (func (export "grow") (param $pages i32) (result i32)
      (drop (memory.grow (local.get $pages)))
      (memory.fill (i32.const 0) (i32.const 1) (i32.mul (local.get $pages) (i32.const 65536)))
      (memory.size)))
  (core instance $i (instantiate $m))
  (func (export "tables") (param "length" u32) (canon lift (core func $i "tables")))
  (func (export "zero") (result u32) (canon lift (core func $i "zero")))
  (func (export "loop") (result u32) (canon lift (core func $i "loop")))
  (func (export "grow") (param "pages" u32) (result u32) (canon lift (core func $i "grow"))))`;

const service = resolve('test-fixtures/programs/service/service.wasm');
const command = resolve('test-fixtures/programs/command/command.wasm');

/** A process that the test controls. */
function fakeGuest(): SpawnedGuest {
  const child = Object.assign(new EventEmitter(), { connected: true, send: () => true });
  const folder = { add: (all: unknown) => Promise.resolve(all) };
  return { child, folder } as unknown as SpawnedGuest;
}

describe('the process of a guest', () => {
  let storage: string;
  let component: string;
  before(async () => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-process-'));
    component = await assemble(hungry);
  });
  after(() => rmSync(storage, { recursive: true }));

  const context = (signal = new AbortController().signal) => ({ signal, storage, output: () => {} });
  const call = (invoke: string, params: Partial<RunParams> = {}) =>
    run({ component, grants: {}, invoke, ...params }, context());
  const codeOf = async (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof HostError ? error.problem.code : String(error)),
    );

  it('ends when the guest exceeds its memory limit', async () => {
    const limits = { memoryBytes: 400 * 1_048_576 };
    assert.equal(await codeOf(call('grow(12000)', { limits })), 'guest-memory');
    assert.equal((await call('grow(16)', { limits })).value, '17');
  });

  it('ends when the tables of the guest exceed its memory limit', async () => {
    const limits = { memoryBytes: 300 * 1_048_576, timeoutMs: 60_000 };
    assert.equal(await codeOf(call('tables(9900000)', { limits })), 'guest-memory');
  });

  it('inherits neither environment nor arguments of the host, in the guest or its process', async () => {
    process.env['WIT_STUDIO_TEST_SECRET'] = 'a value';
    const known = children();
    const serving = await serve({ component: service, grants: {}, addr: '127.0.0.1:0' }, context());
    const [pid] = children().filter((one) => !known.includes(one));
    const around = readFileSync(`/proc/${pid}/environ`, 'utf8');
    await serving.close();
    assert.doesNotMatch(around, /WIT_STUDIO_TEST_SECRET|HOME=|PATH=/);
    const printed: string[] = [];
    const output = (_stream: string, bytes: Uint8Array) => void printed.push(Buffer.from(bytes).toString());
    const args = ['command.wasm', 'env', '+', 'args'];
    await run({ component: command, grants: { args } }, { ...context(), output });
    delete process.env['WIT_STUDIO_TEST_SECRET'];
    assert.equal(printed.join(''), '[]\n["command.wasm", "env", "+", "args"]\n');
  });

  it('ends after a run, a trap, a time limit and a cancelled run', async () => {
    const before = children().length;
    await call('zero()');
    await codeOf(call('loop()', { limits: { timeoutMs: 200 } }));
    const cancel = new AbortController();
    const cancelled = run({ component, grants: {}, invoke: 'loop()' }, context(cancel.signal));
    setTimeout(() => cancel.abort(new Error('cancelled')), 200);
    assert.match(await codeOf(cancelled), /cancelled/);
    assert.equal(children().length, before);
  });

  it('fails at once when cancelled before its request', async () => {
    const cancel = new AbortController();
    const options = { signal: cancel.signal, output: () => {} };
    const spawned = await spawnGuest(storage, { dirs: [], network: false }, streamsOf(options));
    const guest = new GuestProcess(spawned, { grants: {}, stores: NO_STORES, logs: NO_EXPORT }, options);
    cancel.abort(new Error('cancelled'));
    await guest.end();
    const transpiled = await transpile(component, storage);
    const task = { kind: 'run', transpiled, grants: {}, job: { kind: 'command' }, stdin: false } as const;
    await assert.rejects(guest.start(task), /cancelled/);
  });

  it('delivers its last output, even after its exit is seen', async () => {
    const { child, folder } = fakeGuest();
    const { signal } = new AbortController();
    const guest = new GuestProcess(
      { child, folder },
      { grants: {}, stores: NO_STORES, logs: NO_EXPORT },
      { signal, output: () => {} },
    );
    const transpiled = await transpile(component, storage);
    const task = { kind: 'run', transpiled, grants: {}, job: { kind: 'command' }, stdin: false } as const;
    const answer = guest.start(task);
    child.emit('exit', 0, null);
    await new Promise((done) => setImmediate(done));
    child.emit('message', { kind: 'done', result: { exitCode: 0 } });
    child.emit('disconnect');
    assert.deepEqual(await answer, { kind: 'done', result: { exitCode: 0 } });
    child.emit('close');
  });

  it('reports the loss of its server when killed, and frees the port', async () => {
    const params = { component: service, grants: {}, addr: '127.0.0.1:0' };
    const known = children();
    const serving = await serve(params, context());
    const { host } = new URL(serving.url);
    const [pid] = children().filter((one) => !known.includes(one));
    process.kill(pid!, 'SIGKILL');
    const problem = await serving.lost;
    assert.equal(problem.code, 'guest-stopped');
    assert.match(problem.message, /SIGKILL/);
    const again = await serve({ ...params, addr: host }, context());
    assert.equal((await fetch(new URL('/hello', again.url))).status, 200);
    await again.close();
  });

  it('does not affect other guest processes', async () => {
    const serving = await serve({ component: service, grants: {}, addr: '127.0.0.1:0' }, context());
    await codeOf(call('grow(12000)', { limits: { memoryBytes: 200 * 1_048_576 } }));
    assert.equal((await fetch(new URL('/hello', serving.url))).status, 200);
    await serving.close();
  });
});
