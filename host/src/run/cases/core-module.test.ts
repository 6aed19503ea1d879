import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { ProblemError } from '../../../../server/src/base/problem.ts';
import { folderWith } from '../../compose/testing/folder.ts';
import { wrap } from '../../engine/core-module.ts';
import { run } from '../run.ts';

/** Prints a line and leaves with 3, of which the adapter makes 1. */
const COMMAND = `(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 64) "hello\\n")
  (data (i32.const 16) "\\40\\00\\00\\00\\06\\00\\00\\00")
  (func (export "_start")
    (drop (call $write (i32.const 1) (i32.const 16) (i32.const 1) (i32.const 32)))
    (call $exit (i32.const 3))))`;

/** Its `_initialize` must run first. */
const REACTOR = `(module
  (import "wasi_snapshot_preview1" "random_get" (func (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (global $base (mut i32) (i32.const 0))
  (func (export "_initialize") (global.set $base (i32.const 100)))
  (func (export "add_base") (param i32) (result i32) (i32.add (local.get 0) (global.get $base))))`;

const PLAN = '[instances]\nprogram = "command.wasm"\n';
const { signal } = new AbortController();

describe('core modules', () => {
  const files = { 'command.wasm': COMMAND, 'reactor.wasm': REACTOR, 'composition.toml': PLAN };

  async function ran({ path }: { path: string }, component: string, invoke?: string) {
    const written: string[] = [];
    const params = { component: join(path, component), grants: {}, ...(invoke !== undefined && { invoke }) };
    const output = (_: unknown, bytes: Uint8Array | string) =>
      void written.push(Buffer.from(bytes).toString());
    const { exitCode, value } = await run(params, { signal, storage: join(path, 'storage'), output });
    return { exitCode, value, output: written.join('') };
  }

  it('for WASI 0.1 run as programs, with output and exit code, also in compositions', async () => {
    await using folder = await folderWith(files);
    const { component } = await folder.compose({ plan: 'composition.toml', out: 'composed.wasm' });
    for (const file of ['command.wasm', basename(component)]) {
      const { exitCode, output } = await ran(folder, file);
      assert.deepEqual([exitCode, output], [1, 'hello\n'], file);
    }
  });

  it('whose program is a function without a name run as under wasmtime, initialized', async () => {
    const nameless = COMMAND.replace('"_start"', '""').replace('(i32.const 3)', '(global.get $code)');
    const initialized = `(global $code (mut i32) (i32.const 0))
      (func (export "_initialize") (global.set $code (i32.const 1))) (func (export "other"))`;
    await using folder = await folderWith({ 'a.wasm': nameless.replace('(data', `${initialized} (data`) });
    const { exitCode, output } = await ran(folder, 'a.wasm');
    assert.deepEqual([exitCode, output], [1, 'hello\n']);
  });

  it('that are reactors are initialized, and their functions called', async () => {
    await using folder = await folderWith(files);
    assert.equal((await ran(folder, 'reactor.wasm', 'add-base(11)')).value, '111');
  });

  const refusals = [
    ['(module (import "wasi_unstable" "proc_exit" (func (param i32))))', /wasi_unstable\.proc_exit.*2019/s],
    ['(module (import "env" "emscripten_date_now" (func (result f64))))', /Emscripten/],
    ['(module (import "wbg" "__wbindgen_throw" (func (param i32 i32))))', /wasm-bindgen/],
    ['(module (import "env" "now" (func)))', /imports env\.now, .*wasm-tools component embed/s],
    ['(module (memory (export "memory") 1))', /exports neither _start nor a function of numbers/],
  ] as const;
  it('that cannot run are explained', async () => {
    for (const [text, explanation] of refusals) {
      const refused = await wrap(await parse(text), 'm.wasm').catch((error: unknown) => error);
      assert.ok(refused instanceof ProblemError, text);
      assert.equal(refused.problem.code, 'core-module-unsupported');
      assert.match(`${refused.problem.message}. ${refused.problem.help}`, explanation);
    }
  });
});
