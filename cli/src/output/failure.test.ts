import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { assembleBytes } from '../../../host/src/engine/testing/instantiate-wat.ts';
import { problemOf } from '../../../host/src/base/problem.ts';
import { bench } from '../commands/bench.ts';
import { bindings } from '../commands/bindings.ts';
import { build } from '../commands/build.ts';
import { check } from '../commands/check.ts';
import { compose } from '../commands/compose.ts';
import { format } from '../commands/format.ts';
import { inspect } from '../commands/inspect.ts';
import { invoke } from '../commands/invoke.ts';
import { newCommand } from '../commands/new.ts';
import { run } from '../commands/run.ts';
import { serve } from '../commands/serve.ts';
import { targets } from '../commands/targets.ts';
import { test } from '../commands/test.ts';
import type { Command } from '../main.ts';
import { Usage } from '../usage.ts';

const folder = mkdtempSync(join(tmpdir(), 'wit-studio-failure-'));
const at = (name: string): string => join(folder, name);

/** The code of the problem that a command ends with, or `usage`; the message has to name the path. */
async function codeOf(command: Command, args: readonly string[], path: string): Promise<string> {
  const error: unknown = await command(args).then(
    (code) => assert.fail(`${args.join(' ')} left with ${code}`),
    (error: unknown) => error,
  );
  const { code, message } =
    error instanceof Usage ? { code: 'usage', message: error.message } : problemOf(error);
  assert.ok(message.includes(path), `${args.join(' ')}: ${message}`);
  return code;
}

before(async () => {
  mkdirSync(at('empty'));
  writeFileSync(at('text.wasm'), 'some text');
  writeFileSync(at('newer.wasm'), Buffer.from([0, 0x61, 0x73, 0x6d, 0x0e, 0, 1, 0]));
  writeFileSync(at('a.wit'), 'package a:b;\n\nworld w {\n}\n');
  const adds = await assembleBytes(`(component
    (core module $m (func (export "f") (result i32) i32.const 1))
    (core instance $i (instantiate $m))
    (func (export "f") (result u32) (canon lift (core func $i "f"))))`);
  writeFileSync(at('adds.wasm'), adds);
});
after(() => rmSync(folder, { recursive: true }));

describe('a command with an unusable argument', () => {
  const named = (name: string, args: (path: string) => readonly string[]) =>
    [args(at(name)), at(name)] as const;
  const cases = (name: string): readonly (readonly [Command, readonly string[], string])[] => [
    [run, ...named(name, (path) => [path])],
    [serve, ...named(name, (path) => [path])],
    [invoke, ...named(name, (path) => [path])],
    [bench, ...named(name, (path) => [path, 'f()'])],
    [inspect, ...named(name, (path) => ['--wit', path])],
    [targets, ...named(name, (path) => [path, 'wasi:cli/command@0.2.12'])],
    [build, ...named(name, (path) => [path])],
    [test, ...named(name, (path) => [path])],
    [bindings, ...named(name, (path) => ['--language', 'rust', path])],
    [compose, ...named(name, (path) => [at('adds.wasm'), '--plug', path])],
  ];
  const codes = (name: string): Promise<string[]> =>
    Promise.all(cases(name).map(([command, args, path]) => codeOf(command, args, path)));

  it('reports a path that does not exist', async () => {
    const expected = Array.from({ length: 6 }, () => 'component-unreadable');
    const folders = [
      'not-a-component-folder',
      'not-a-component-folder',
      'file-access',
      'component-unreadable',
    ];
    assert.deepEqual(await codes('missing.wasm'), [...expected, ...folders]);
  });

  it('reports the unsupported WebAssembly version of a file', async () => {
    for (const [command, args, path] of cases('newer.wasm').filter(([one]) =>
      [run, serve, invoke, bench].includes(one),
    ))
      assert.equal(
        await codeOf(command, args, `${path} is WebAssembly of version 14, layer 1`),
        'not-a-component',
      );
  });

  it('reports a file in the way of its output', async () => {
    const inFile = at('text.wasm/below');
    const outputs: readonly (readonly [Command, readonly string[]])[] = [
      [compose, ['-o', inFile, at('adds.wasm')]],
      [compose, ['-o', at('empty'), at('adds.wasm')]],
      [compose, ['--write-plan', inFile, at('adds.wasm')]],
      [bindings, ['--language', 'rust', '-o', inFile, at('a.wit')]],
      [newCommand, ['component', inFile]],
      [invoke, ['--trace', inFile, at('adds.wasm'), 'f()']],
      [invoke, ['--keyvalue', inFile, at('adds.wasm'), 'f()']],
    ];
    const codes = [];
    for (const [command, args] of outputs)
      codes.push(await codeOf(command, args, args.includes(inFile) ? inFile : at('empty')));
    const files = Array.from({ length: 4 }, () => 'file-access');
    assert.deepEqual(codes, [...files, 'folder-unwritable', 'trace-not-written', 'keyvalue-folder']);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.draft')),
      [],
      'nothing half written is left',
    );
  });

  it('never accepts a file that it cannot read', { skip: process.platform === 'win32' }, async () => {
    mkdirSync(at('closed/below'), { recursive: true });
    writeFileSync(at('closed/a.wit'), 'no WIT');
    writeFileSync(at('closed/b.wit'), 'package a:b;');
    chmodSync(folder, 0o755);
    chmodSync(at('closed/a.wit'), 0);
    chmodSync(at('closed/b.wit'), 0o666);
    // Nothing is closed to the super-user.
    const isRoot = process.geteuid!() === 0;
    try {
      if (isRoot) process.seteuid!(65534);
      for (const path of ['closed', 'closed/a.wit']) {
        assert.equal(await codeOf(check, [at(path)], at('closed/a.wit')), 'file-access');
        assert.equal(await format([at(path)]), 1);
      }
      assert.equal(readFileSync(at('closed/b.wit'), 'utf8'), 'package a:b;\n', 'the others are formatted');
    } finally {
      if (isRoot) process.seteuid!(0);
    }
  });
});
