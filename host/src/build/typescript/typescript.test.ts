import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { HostError } from '../../base/problem.ts';
import type { Problem } from '../../protocol.ts';
import { run } from '../../run/run.ts';
import { buildTypeScript } from './typescript.ts';

const context = { signal: new AbortController().signal, progress: () => {}, log: () => {} };

describe('building a TypeScript component', () => {
  let root: string;
  let count = 0;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'wit-studio-js-'));
  });
  after(() => rm(root, { recursive: true }));

  async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
    const folder = join(root, `c${count++}`);
    for (const [name, text] of Object.entries({ 'package.json': '{"name":"c"}', ...files })) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return folder;
  }

  async function problemOf(files: Readonly<Record<string, string>>): Promise<Problem> {
    const error = await buildTypeScript(await folderOf(files), context).then(
      () => assert.fail('it was built'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof HostError, String(error));
    return error.problem;
  }

  /** Builds, calls, and collects the output. */
  async function call(files: Readonly<Record<string, string>>, invoke: string) {
    const { component } = await buildTypeScript(await folderOf(files), context);
    const written = { stdout: '', stderr: '' };
    const output = (stream: 'stdout' | 'stderr', bytes: Uint8Array) => {
      written[stream] += Buffer.from(bytes).toString();
    };
    const { signal } = context;
    const running = run(
      { component, grants: {}, invoke },
      { signal, storage: join(root, 'storage'), output },
    );
    const value = await running.then(
      (result) => result.value,
      (error: unknown) => error,
    );
    return { value, ...written };
  }

  const world = (items: string) => `package t:c; world w { ${items} }`;
  const single = (items: string, script: string) => ({ 'wit/a.wit': world(items), 'index.ts': script });

  it('takes the only world of a package whatever interfaces it has', async () => {
    const wit =
      'package t:c; interface calc { add: func(a: u32, b: u32) -> u32; } world math { export calc; }';
    const script = 'export const calc = { add: (a: number, b: number) => a + b };';
    assert.equal((await call({ 'wit/a.wit': wit, 'index.ts': script }, 'add(2, 3)')).value, '5');
  });

  it('lists the worlds to choose from', async () => {
    const wit = 'package t:c; world one { } world two { }';
    const { code, help } = await problemOf({ 'wit/a.wit': wit, 'index.ts': '' });
    assert.equal(code, 'world-unknown');
    assert.match(help ?? '', /It has one, two\..*"component": \{ "world": "one" \}/);
  });

  it('reports a missing export when nothing is exported', async () => {
    const { code, message } = await problemOf(
      single('export hello: func() -> u32;', 'function hello() { return 1; }'),
    );
    assert.equal(code, 'guest-export-missing');
    assert.match(message, /does not export hello/);
  });

  it('suggests the nearest export for a misspelt one, with its WIT name', async () => {
    const { help } = await problemOf(
      single('export do-it: func();', 'export const doIts = () => {}; export const z = 1;'),
    );
    assert.match(help ?? '', /`doIt` is the function do-it .*exports `doIts`/);
  });

  it('names functions, resources and methods of an interface that are missing or misspelt', async () => {
    const wit = `package t:c; interface store {
      resource item { constructor(); add-to: func(); make: static func() -> item; }
      open-all: func();
    } world w { export store; }`;
    const right = 'class Item { addTo() {} static make() { return new Item(); } }';
    const build = (script: string) => problemOf({ 'wit/a.wit': wit, 'index.ts': script });
    const cases = [
      [
        `${right} export const store = { Item, openAl() {} };`,
        /store\.openAll` is the function open-all .*`openAl`/,
      ],
      [
        `${right} export const store = { Itm: Item, openAll() {} };`,
        /store\.Item` is the resource item .*`Itm`/,
      ],
      [
        `class Item { add() {} static make() {} } export const store = { Item, openAll() {} };`,
        /Item\.addTo` is the method/,
      ],
      [
        `class Item { addTo() {} make() {} } export const store = { Item, openAll() {} };`,
        /Item\.make` is the static/,
      ],
    ] as const;
    for (const [script, expected] of cases) {
      const { code, help, at } = await build(`\n${script}`);
      assert.equal(code, 'guest-export-missing');
      assert.match(help ?? '', expected);
      const [lacking] = script.match(expected.source.startsWith('store') ? /\bstore\b/ : /\bItem\b/)!;
      assert.deepEqual(at?.start, { line: 1, character: script.indexOf(lacking) });
    }
    const whole = { 'wit/a.wit': wit, 'index.ts': `${right} export const store = { Item, openAll() {} };` };
    assert.equal((await buildTypeScript(await folderOf(whole), context)).rebuilt, true);
    const made = {
      'wit/a.wit': wit,
      'index.ts': `${right} export const store = Object.freeze({ Item, openAll() {} });`,
    };
    assert.equal((await buildTypeScript(await folderOf(made), context)).rebuilt, true);
  });

  it('keeps 64-bit integers exact both ways', async () => {
    const files = single('export big: func(x: u64) -> u64;', 'export const big = (x: bigint) => x;');
    assert.equal((await call(files, 'big(18446744073709551615)')).value, '18446744073709551615');
  });

  it('provides the clock to the guest', async () => {
    const script = `export const now = () => BigInt(Date.now());
      export const year = () => new Date().getUTCFullYear();
      export const later = () => { const at = performance.now(); return performance.now() >= at && at >= 0; };`;
    const files = single(
      'export now: func() -> u64; export year: func() -> u32; export later: func() -> bool;',
      script,
    );
    const before = Date.now();
    const { value } = await call(files, 'now()');
    assert.ok(Number(value) >= before && Number(value) <= Date.now(), String(value));
    assert.ok(Number((await call(files, 'year()')).value) >= new Date(before).getUTCFullYear());
    assert.equal((await call(files, 'later()')).value, 'true');
  });

  it('seeds Math.random at the start', async () => {
    const files = single('export dice: func() -> f64;', 'export const dice = () => Math.random();');
    const [one, other] = [await call(files, 'dice()'), await call(files, 'dice()')];
    assert.notEqual(one.value, other.value);
  });

  it('writes log messages even when the world imports nothing', async () => {
    const script = 'export const f = () => { console.log("out", 1); console.error("err"); };';
    const { stdout, stderr } = await call(single('export f: func();', script), 'f()');
    assert.deepEqual([stdout, stderr], ['out 1\n', 'err\n']);
  });

  it('passes lists of numbers as typed arrays', async () => {
    const script =
      'export const f = (a: number[], b: bigint[], c: Uint8Array) => [a, b, c].map((l) => l.constructor.name);';
    const files = single('export f: func(a: list<u16>, b: list<u64>, c: list<u8>) -> list<string>;', script);
    assert.equal((await call(files, 'f([1], [2], [3])')).value, '["Array", "Array", "Uint8Array"]');
    const folder = await folderOf(files);
    await buildTypeScript(folder, context);
    const types = await readFile(join(folder, 'types/w.d.ts'), 'utf8');
    assert.match(types, /a: number\[\], b: bigint\[\], c: Uint8Array/);
  });

  it('names the line of the source where an error was thrown', async () => {
    const script = `interface A { b: number }

export function f(): number {
  return deep({ b: 1 });
}
function deep(_a: A): number {
  throw new TypeError('my message');
}`;
    const { value, stderr } = await call(single('export f: func() -> u32;', script), 'f()');
    assert.ok(value instanceof HostError, String(value));
    assert.equal(value.problem.message, 'TypeError: my message');
    const causes = (value.problem.causes ?? []).join();
    assert.match(causes, /^at deep \(index\.ts:7:\d+\),at f \(index\.ts:4:\d+\)$/);
    assert.equal(stderr, '');
  });

  it('reports a value of the wrong type, and the reason of a rejected promise', async () => {
    const script = `export const f = () => 'text';
      export const g = async () => { throw new Error('rejected'); };`;
    const files = single('export f: func() -> u32; export g: func() -> u32;', script);
    const messageOf = async (invoke: string) => {
      const { value } = await call(files, invoke);
      assert.ok(value instanceof HostError, String(value));
      return value.problem.message;
    };
    assert.match(await messageOf('f()'), /gave a string where the WIT has a number/);
    assert.match(await messageOf('g()'), /^Error: rejected/);
  });

  it('rebuilds the output of another version of the builder', async () => {
    const folder = await folderOf(single('export f: func();', 'export const f = () => {};'));
    const { component } = await buildTypeScript(folder, context);
    const stampFile = `${component}.inputs.json`;
    const stamp = JSON.parse(await readFile(stampFile, 'utf8')) as { builder: string };
    await writeFile(stampFile, JSON.stringify({ ...stamp, builder: 'of another version' }));
    assert.equal((await buildTypeScript(folder, context)).rebuilt, true);
    assert.equal((await buildTypeScript(folder, context)).rebuilt, false);
  });

  it('regenerates missing or changed types even when the component is up to date', async () => {
    const folder = await folderOf(single('export f: func();', 'export const f = () => {};'));
    assert.equal((await buildTypeScript(folder, context)).rebuilt, true);
    assert.equal((await buildTypeScript(folder, context)).rebuilt, false);
    const path = join(folder, 'types/w.d.ts');
    const types = await readFile(path, 'utf8');
    for (const spoil of [() => rm(path), () => writeFile(path, 'export {}')]) {
      await spoil();
      await buildTypeScript(folder, context);
      assert.equal(await readFile(path, 'utf8'), types);
    }
  });

  it('reports a missing package at its place, with the fix for one of WASI', async () => {
    const importing = (name: string) =>
      single(`import ${name}; export f: func();`, 'export const f = () => {};');
    const { code, message, help, at } = await problemOf(importing('wasi:keyvalue/store@0.2.0-draft'));
    assert.equal(code, 'wit-invalid');
    assert.match(message, /names the package wasi:keyvalue@0\.2\.0-draft, which is not in its deps/);
    assert.match(help ?? '', /`wit-studio check --fix .*` adds packages of WASI/);
    assert.match(at?.file ?? '', /\.wit$/);
    assert.doesNotMatch((await problemOf(importing('other:one/store'))).help ?? '', /--fix/);
  });

  it('reports fixed-length lists as unsupported', async () => {
    const { code } = await problemOf(single('export f: func(a: list<u8, 4>);', 'export const f = () => {};'));
    assert.equal(code, 'wit-unsupported');
  });

  it('refuses a stream returned by a function that is not async, as nothing would write to it', async () => {
    const wit = 'export f: func() -> tuple<u8, stream<u32>>; export g: func(s: stream<u32>);';
    const { code, message, help } = await problemOf(single(wit, 'export const f = () => {}, g = f;'));
    assert.equal(code, 'wit-unsupported');
    assert.match(message, /a stream as the result of f, which is not async/);
    assert.match(help ?? '', /`async func`/);
  });
});
