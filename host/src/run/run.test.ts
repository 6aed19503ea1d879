import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { assemble } from '../engine/testing/instantiate-wat.ts';
import { enableWasmFeatures } from '../node-flags.ts';
import { HostError } from '../problem.ts';
import type { Problem, RunParams } from '../protocol.ts';
import { run } from './run.ts';

/** A component whose exports behave, trap and never return. */
const guest = `(component
  (core module $m
    (func (export "double") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
    (func $inner (param i32) (result i32) unreachable)
    (func (export "trap") (param i32) (result i32) (call $inner (local.get 0)))
    (func (export "loop") (param i32) (result i32) (loop (br 0)) unreachable))
  (core instance $i (instantiate $m))
  (func (export "double") (param "n" u32) (result u32) (canon lift (core func $i "double")))
  (func (export "trap") (param "n" u32) (result u32) (canon lift (core func $i "trap")))
  (func (export "loop") (param "n" u32) (result u32) (canon lift (core func $i "loop"))))`;

const asks = `(component
  (import "acme:log/sink@1.0.0" (instance $sink (export "log" (func))))
  (core func $log (canon lower (func $sink "log")))
  (core module $m (import "sink" "log" (func $log)) (func (export "go") (call $log)))
  (core instance $i (instantiate $m (with "sink" (instance (export "log" (func $log))))))
  (func (export "go") (canon lift (core func $i "go"))))`;

describe('running a component', () => {
  let storage: string;
  let component: string;
  before(async () => {
    enableWasmFeatures();
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-run-'));
    component = await assemble(guest);
  });
  after(() => rmSync(storage, { recursive: true }));

  const start = (params: Partial<RunParams>, signal = new AbortController().signal) =>
    run({ component, grants: {}, ...params }, { signal, storage, output: () => {} });

  const problemOf = async (params: Partial<RunParams>): Promise<Problem> => {
    const error = await start(params).then(
      () => assert.fail('it ran'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof HostError, String(error));
    return error.problem;
  };

  it('calls a function with values in WAVE', async () => {
    assert.equal((await start({ invoke: 'double(21)' })).value, '42');
  });

  it('tells a trap with the frames of the guest, and the next call is fine', async () => {
    const { code, causes } = await problemOf({ invoke: 'trap(1)' });
    assert.equal(code, 'guest-trap');
    assert.match(causes?.[0] ?? '', /wasm:/);
    assert.equal((await start({ invoke: 'double(1)' })).value, '2');
  });

  it('stops a guest that loops when its time is up, and the next call is fine', async () => {
    assert.equal((await problemOf({ invoke: 'loop(1)', limits: { timeoutMs: 300 } })).code, 'guest-timeout');
    assert.equal((await start({ invoke: 'double(2)' })).value, '4');
  });

  it('stops a guest that loops when it is cancelled', async () => {
    const cancel = new AbortController();
    const running = start({ invoke: 'loop(1)' }, cancel.signal);
    setTimeout(() => cancel.abort(new Error('cancelled')), 300);
    await assert.rejects(running, /cancelled/);
  });

  it('says where a call stops making sense', async () => {
    const { code, message } = await problemOf({ invoke: 'double("x")' });
    assert.equal(code, 'invoke-syntax');
    assert.match(message, /column \d+ of double\("x"\)/);
  });

  it('names the interface that nobody provides', async () => {
    const { code, message } = await problemOf({ component: await assemble(asks) });
    assert.equal(code, 'missing-import');
    assert.match(message, /acme:log\/sink/);
  });

  it('does not take a component without wasi:cli/run for a command', async () => {
    const { code, help } = await problemOf({});
    assert.equal(code, 'not-a-command');
    assert.match(help ?? '', /^It exports double, trap, loop\. Call /);
  });

  it('tells a file that is no component from one that is not there', async () => {
    const garbage = join(storage, 'garbage.wasm');
    writeFileSync(garbage, 'not wasm');
    const core = join(storage, 'core.wasm');
    writeFileSync(core, Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    const codes = [];
    for (const path of [garbage, core, join(storage, 'absent.wasm')]) {
      codes.push((await problemOf({ component: path, invoke: 'double(1)' })).code);
    }
    assert.deepEqual(codes, ['not-a-component', 'not-a-component', 'component-unreadable']);
  });
});
