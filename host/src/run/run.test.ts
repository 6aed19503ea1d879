import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { componentEmbed, componentNew } from '@bytecodealliance/jco-transpile/wasm-tools';
import { assemble } from '../engine/testing/instantiate-wat.ts';
import { HostError } from '../base/problem.ts';
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

/** It prints, which shows that it runs, and never returns. */
const printsAndLoops = `(component
  (import "wasi:io/error@0.2.0" (instance $error (export "error" (type (sub resource)))))
  (alias export $error "error" (type $error))
  (import "wasi:io/streams@0.2.0" (instance $streams
    (export "output-stream" (type $out (sub resource)))
    (alias outer 1 $error (type $outer))
    (export "error" (type $error (eq $outer)))
    (type $failure' (variant (case "last-operation-failed" (own $error)) (case "closed")))
    (export "stream-error" (type $failure (eq $failure')))
    (export "[method]output-stream.blocking-write-and-flush"
      (func (param "self" (borrow $out)) (param "contents" (list u8)) (result (result (error $failure)))))))
  (alias export $streams "output-stream" (type $out))
  (import "wasi:cli/stdout@0.2.0" (instance $stdout
    (alias outer 1 $out (type $outer))
    (export "output-stream" (type $out (eq $outer)))
    (export "get-stdout" (func (result (own $out))))))
  (core module $memory (memory (export "memory") 1) (data (i32.const 0) "x"))
  (core instance $m (instantiate $memory))
  (core func $get (canon lower (func $stdout "get-stdout")))
  (core func $write (canon lower
    (func $streams "[method]output-stream.blocking-write-and-flush") (memory (core memory $m "memory"))))
  (core module $code
    (import "" "get" (func $get (result i32)))
    (import "" "write" (func $write (param i32 i32 i32 i32)))
    (func (export "loop")
      (call $write (call $get) (i32.const 0) (i32.const 1) (i32.const 16))
      (loop (br 0))))
  (core instance $i (instantiate $code (with "" (instance (export "get" (func $get)) (export "write" (func $write))))))
  (func (export "loop") (canon lift (core func $i "loop"))))`;

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

  it('reports a trap with the frames of the guest, and the next call succeeds', async () => {
    const { code, causes } = await problemOf({ invoke: 'trap(1)' });
    assert.equal(code, 'guest-trap');
    assert.match(causes?.[0] ?? '', /wasm:/);
    assert.equal((await start({ invoke: 'double(1)' })).value, '2');
  });

  it('reports a trap with source lines when the guest has debug information', async () => {
    const binary = readFileSync(resolve('test-fixtures/debuggee/packs.wasm'));
    const witSource = 'package t:packs; world packs { export packs: func(size: u32) -> u32; }';
    const path = join(storage, 'packs.wasm');
    writeFileSync(path, await componentNew(await componentEmbed({ binary, witSource })));
    const { causes } = await problemOf({ component: path, invoke: 'packs(0)' });
    assert.equal(causes?.[0], 'divided (/sources/packs.c:9:26)');
    assert.match(causes.join(), /^divided \(.*,sum \(.*,packs \(\/sources\/packs\.c:23:10\)/);
  });

  it('stops a looping guest at its time limit, and the next call succeeds', async () => {
    assert.equal((await problemOf({ invoke: 'loop(1)', limits: { timeoutMs: 300 } })).code, 'guest-timeout');
    assert.equal((await start({ invoke: 'double(2)' })).value, '4');
  });

  it('stops a guest that loops when it is cancelled', async () => {
    const cancel = new AbortController();
    const output = () => cancel.abort(new Error('cancelled'));
    const params = { component: await assemble(printsAndLoops), grants: {}, invoke: 'loop()' };
    const running = run(params, { signal: cancel.signal, storage, output });
    await assert.rejects(running, /cancelled/);
  });

  it('reports the position of a syntax error in a call', async () => {
    const { code, message } = await problemOf({ invoke: 'double("x")' });
    assert.equal(code, 'invoke-syntax');
    assert.match(message, /column \d+ of double\("x"\)/);
  });

  it('names the missing interface', async () => {
    const { code, message } = await problemOf({ component: await assemble(asks) });
    assert.equal(code, 'missing-import');
    assert.match(message, /acme:log\/sink/);
  });

  it('refuses to run a component without wasi:cli/run', async () => {
    const { code, help } = await problemOf({});
    assert.equal(code, 'not-a-command');
    assert.match(help ?? '', /^It exports double, trap, loop\. A function is called by /);
  });

  it('distinguishes invalid bytes, a core module without entry and a missing file', async () => {
    const garbage = join(storage, 'garbage.wasm');
    writeFileSync(garbage, 'not wasm');
    const core = join(storage, 'core.wasm');
    writeFileSync(core, Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    const codes = [];
    for (const path of [garbage, core, join(storage, 'absent.wasm')]) {
      codes.push((await problemOf({ component: path, invoke: 'double(1)' })).code);
    }
    assert.deepEqual(codes, ['not-a-component', 'core-module-unsupported', 'component-unreadable']);
  });
});
