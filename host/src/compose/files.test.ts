import assert from 'node:assert/strict';
import { cp, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { guests } from '../build/testing/guests.ts';
import { buildTypeScript } from '../build/typescript/typescript.ts';
import { wasmtime } from '../testing/wasmtime.ts';
import { calls } from './testing/files-calls.ts';
import { entries, here, inWasmtime, planOf, program } from './testing/files-program.ts';
import type { Folder } from './testing/folder.ts';

describe('the files of a plan', () => {
  let folder: Folder;
  const composed = () => join(folder.path, 'composed.wasm');
  before(async () => {
    folder = await program('files');
    const { imports, files } = await folder.compose({ plan: 'composition.toml', out: 'composed.wasm' });
    assert.deepEqual(
      imports.filter((one) => one.startsWith('wasi:filesystem')),
      [],
    );
    assert.deepEqual(
      files,
      ['config/app.toml', 'data'].map((path) => join(folder.path, path)),
    );
  });
  after(() => folder[Symbol.asyncDispose]());

  const expected = Object.entries(calls).map(([call, answer]) => `${call}: ${answer}`);

  it('are what the component sees, and only to be read', async () => {
    assert.deepEqual(await here(composed(), Object.keys(calls)), expected);
  });

  it('are the same in wasmtime', { skip: wasmtime.missing }, () => {
    assert.deepEqual(inWasmtime(composed(), Object.keys(calls)), expected);
  });

  it('hide those of the runtime', { skip: wasmtime.missing }, () => {
    const granted = ['--dir', `${folder.path}::/data`, '--dir', `${folder.path}::/`];
    const [call] = Object.keys(calls);
    assert.deepEqual(inWasmtime(composed(), [call!], granted), expected.slice(0, 1));
  });

  it('are the same in a fused composition', { skip: wasmtime.missing }, async () => {
    const out = 'fused.wasm';
    const { fusing } = await folder.compose({ plan: 'composition.toml', out, fuse: true });
    assert.ok(fusing);
    assert.deepEqual(inWasmtime(join(folder.path, out), Object.keys(calls)), expected);
  });
});

/** The files as Rust's standard library reads them (test-fixtures/programs/command). */
const std: Readonly<Record<string, string>> = {
  'std.text /etc/app.toml': '"name = \\"x\\"\\n"',
  'std.text etc/app.toml': '"name = \\"x\\"\\n"',
  'std.lines /data/a.txt': '2',
  'std.walk /': '/data /data/a.txt /data/big.bin /data/none /data/sub /data/sub/deep.txt /etc /etc/app.toml',
  'std.exists /data/none': 'true',
  'std.exists /data/other': 'false',
};

describe('a program in Rust with files', () => {
  it('reads and lists them here and in wasmtime', async () => {
    await using folder = await program('command');
    const { component } = await folder.compose({ plan: 'composition.toml' });
    const args = Object.keys(std).flatMap((step) => [...step.split(' '), '+']);
    const expected = Object.entries(std).map(([step, answer]) => `${step}: ${answer}`);
    assert.deepEqual(await here(component, args.slice(0, -1)), expected);
    if (!wasmtime.missing) assert.deepEqual(inWasmtime(component, args.slice(0, -1)), expected);
  });
});

/** Reads a file by itself and as a stream, and lists a folder. */
const SCRIPT = `
  import { getDirectories } from 'wasi:filesystem/preopens@0.2.12';
  export const run = {
    run() {
      const [[root, path]] = getDirectories();
      const textOf = (bytes: ArrayLike<number>) => new TextDecoder().decode(Uint8Array.from(bytes));
      const file = root!.openAt({}, 'etc/app.toml', {}, { read: true });
      console.log(path, textOf(file.read(4n, 0n)[0]), textOf(file.readViaStream(7n).blockingRead(3n)));
      const entries = root!.openAt({}, 'data', { directory: true }, { read: true }).readDirectory();
      for (let entry; (entry = entries.readDirectoryEntry()); ) console.log(entry.name, entry.type);
    },
  };`;

describe('a program in TypeScript with files', () => {
  it('reads and lists them', async () => {
    await using built = await guests();
    const source = await built.write({
      'package.json': JSON.stringify({ name: 'reader', component: { world: 'reader' } }),
      'src/index.ts': SCRIPT,
    });
    await cp('test-fixtures/workspaces/edge/wit/deps', join(source, 'wit/deps'), { recursive: true });
    const world = 'world reader { import wasi:filesystem/preopens@0.2.12; export wasi:cli/run@0.2.12; }';
    await writeFile(join(source, 'wit/world.wit'), `package t:reader; ${world}`);
    const signal = new AbortController().signal;
    const { component } = await buildTypeScript(source, { signal, progress: () => {}, log: () => {} });
    await using folder = await program('files');
    await cp(component, join(folder.path, 'app.wasm'));
    const result = await folder.compose({ plan: 'composition.toml' });
    assert.deepEqual(await here(result.component, []), [
      '/ name "x"',
      'a.txt regular-file',
      'big.bin regular-file',
      'none directory',
      'sub directory',
    ]);
  });
});

describe('composing with files', () => {
  it('follows a file that changes, and one that comes', async () => {
    await using folder = await program('files');
    const lines = async () => {
      const { component } = await folder.compose({ plan: 'composition.toml' }, { storage: folder.path });
      return here(component, ['open a p0 etc/app.toml r', 'read a 100 0', 'stat p0 data/new.txt ']);
    };
    assert.deepEqual((await lines()).slice(1), [
      'read a 100 0: "name = \\"x\\"\\n" true',
      'stat p0 data/new.txt : error no-entry',
    ]);
    await writeFile(join(folder.path, 'config/app.toml'), 'y');
    await writeFile(join(folder.path, 'data/new.txt'), 'new');
    assert.deepEqual((await lines()).slice(1), [
      'read a 100 0: "y" true',
      'stat p0 data/new.txt : DescriptorType::RegularFile size 3 links 1',
    ]);
  });

  it('follows links, but in no circle', async () => {
    await using folder = await program('files', '"/" = "data"');
    await symlink('..', join(folder.path, 'data/circle'));
    await symlink('../config', join(folder.path, 'data/linked'));
    const { component } = await folder.compose({ plan: 'composition.toml' });
    const [top, linked, circle] = await here(component, [
      'list p0',
      'stat p0 linked/app.toml ',
      'open c p0 circle r',
    ]);
    assert.match(top!, /a\.txt .*linked DescriptorType::Directory/);
    assert.equal(linked, 'stat p0 linked/app.toml : DescriptorType::RegularFile size 11 links 1');
    assert.equal(circle, 'open c p0 circle r: error no-entry');
  });

  it('wires the environment and what the plan says of other imports behind the files', async () => {
    await using folder = await program('command');
    await writeFile(
      join(folder.path, 'composition.toml'),
      planOf(entries).replace('[instances.app.files]', 'env = { A = "b" }\nimports = { stdin = false }\n$&'),
    );
    const { wires } = await folder.compose({ plan: 'composition.toml' });
    const from = (part: string) => wires.find((one) => one.interface.startsWith(part))?.from;
    assert.deepEqual(['wasi:cli/environment', 'wasi:filesystem/preopens', 'wasi:io/streams'].map(from), [
      'app (stub)',
      'app (files)',
      'app (files)',
    ]);
  });
});
