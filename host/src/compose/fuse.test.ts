import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { print } from '@bytecodealliance/jco-transpile/wasm-tools';
import { wasmtime } from '../testing/wasmtime.ts';
import { folderWith } from './testing/folder.ts';

const OPS = 't:math/ops@0.1.0';

/** Its function adds its former argument. */
const adder = `(component
  (core module $m
    (memory (export "memory") 1)
    (func (export "f") (param i32) (result i32)
      (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (local.get 0))) (i32.load (i32.const 0))))
  (core instance $i (instantiate $m))
  (func $f (param "x" u32) (result u32) (canon lift (core func $i "f")))
  (instance $ops (export "double" (func $f)))
  (export "${OPS}" (instance $ops)))`;

/** Calls it three times. */
const caller = `(component
  (import "${OPS}" (instance $ops (export "double" (func (param "x" u32) (result u32)))))
  (alias export $ops "double" (func $double))
  (core func $double (canon lower (func $double)))
  (core module $m
    (import "" "double" (func $double (param i32) (result i32)))
    (func (export "run") (param i32) (result i32)
      (drop (call $double (local.get 0))) (drop (call $double (local.get 0))) (call $double (local.get 0))))
  (core instance $i (instantiate $m (with "" (instance (export "double" (func $double))))))
  (func (export "run") (param "x" u32) (result u32) (canon lift (core func $i "run"))))`;

const waiting = `(component
  (core module $m (func (export "f")))
  (core instance $i (instantiate $m))
  (func (export "f") async (canon lift (core func $i "f"))))`;

const coreModules = async (path: string) =>
  (await print(await readFile(path))).match(/\(core module /g)?.length;

describe('composing with fuse', () => {
  const files = { 'adder.wasm': adder, 'caller.wasm': caller };
  const plan = '[instances]\nadder = "adder.wasm"\ncaller = "caller.wasm"\n';

  it('makes one core module of all instances', async () => {
    await using folder = await folderWith({ ...files, 'composition.toml': plan });
    const apart = await folder.compose({ plan: 'composition.toml', out: 'apart.wasm' });
    const fused = await folder.compose({ plan: 'composition.toml', out: 'fused.wasm', fuse: true });
    assert.equal(apart.fusing, undefined);
    assert.deepEqual(fused.fusing, { instances: 3, adapters: 1 });
    assert.deepEqual([await coreModules(apart.component), await coreModules(fused.component)], [2, 1]);
    assert.deepEqual([fused.imports, fused.exports], [apart.imports, apart.exports]);
  });

  it('returns the same as unfused', { skip: wasmtime.missing }, async () => {
    await using folder = await folderWith({ ...files, 'composition.toml': plan });
    const { component } = await folder.compose({ plan: 'composition.toml', fuse: true });
    const { stdout } = spawnSync(wasmtime.path, ['run', '--invoke', 'run(5)', component], {
      encoding: 'utf8',
    });
    assert.equal(stdout.trim(), '15');
  });

  it('leaves a component unchanged, with the reason', async () => {
    await using folder = await folderWith({
      'one.wasm': waiting,
      'composition.toml': '[instances]\none = "one.wasm"\n',
    });
    const apart = await folder.compose({ plan: 'composition.toml', out: 'apart.wasm' });
    const { component, fusing } = await folder.compose({
      plan: 'composition.toml',
      out: 'o.wasm',
      fuse: true,
    });
    assert.deepEqual(fusing, {
      reasons: ['it has async functions, which wait on a stack of their own'],
    });
    assert.deepEqual(await readFile(component), await readFile(apart.component));
  });

  it('explains on request why each instance stays separate', async () => {
    await using folder = await folderWith({
      'one.wasm': waiting,
      'adder.wasm': adder,
      'composition.toml': 'exports = ["one", "two"]\n[instances]\none = "one.wasm"\ntwo = "adder.wasm"\n',
    });
    const { fusing } = await folder.compose({ plan: 'composition.toml', fuse: true, isExplained: true });
    assert.deepEqual(fusing && 'byInstance' in fusing && fusing.byInstance, [
      { name: 'one', reasons: ['it has async functions, which wait on a stack of their own'] },
      { name: 'two', reasons: [] },
    ]);
  });
});
