import assert from 'node:assert/strict';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { guests } from '../build/testing/guests.ts';
import { NODE_VARIABLE } from '../base/guest-node.ts';
import { servedByWasmtime } from '../testing/http.ts';
import { newerNode } from '../testing/newer-node.ts';
import { wasmtime } from '../testing/wasmtime.ts';
import { big, entries, here, inWasmtime, planOf, program } from './testing/files-program.ts';
import type { Folder } from './testing/folder.ts';
import { servedHere } from './testing/serve-here.ts';

const flags = ['-W', 'component-model-async', '-S', 'p3,cli,http'];

/** Calls of wasi:filesystem 0.3, and their results (test-fixtures/programs/third). */
const steps: Readonly<Record<string, string>> = {
  'read etc/app.toml 0': 'Ok("name = \\"x\\"\\n")',
  'read data/a.txt 6': 'Ok("second\\n")',
  'read data/a.txt 99': 'Ok("")',
  'read data/a.txt 18446744073709551615': 'Ok("")',
  'read missing 0': 'Err(ErrorCode::NoEntry)',
  'read data 0': 'Err(ErrorCode::IsDirectory)',
  'read ../data 0': 'Err(ErrorCode::NotPermitted)',
  'list .': 'Ok(["data DescriptorType::Directory", "etc DescriptorType::Directory"])',
  'list data':
    'Ok(["a.txt DescriptorType::RegularFile", "big.bin DescriptorType::RegularFile", "none DescriptorType::Directory", "sub DescriptorType::Directory"])',
  'list data/none': 'Ok([])',
  'list data/a.txt': 'Err(ErrorCode::NotDirectory)',
  'stat data/a.txt': 'Ok("DescriptorType::RegularFile 13 false")',
  'stat data': 'Ok("DescriptorType::Directory 0 false")',
  'stat missing': 'Err(ErrorCode::NoEntry)',
  'describe data/a.txt': 'Ok("DescriptorType::RegularFile DescriptorFlags(READ) true")',
  'describe data': 'Ok("DescriptorType::Directory DescriptorFlags(READ) true")',
  'content data': '0 Err(ErrorCode::IsDirectory) Err(ErrorCode::ReadOnly)',
  'write data/a.txt x 0': 'Err(ErrorCode::ReadOnly)',
  'append new x': 'Err(ErrorCode::ReadOnly)',
  'size data/a.txt 3': 'ErrorCode::ReadOnly',
  'time data/a.txt': 'Err(ErrorCode::ReadOnly)',
  'mkdir a': 'Err(ErrorCode::ReadOnly)',
  'rmdir data': 'Err(ErrorCode::ReadOnly)',
  'unlink data/a.txt': 'Err(ErrorCode::ReadOnly)',
  'rename data/a.txt b': 'Err(ErrorCode::ReadOnly)',
  'symlink data/a.txt b': 'Err(ErrorCode::ReadOnly)',
  'link data/a.txt b': 'Err(ErrorCode::ReadOnly)',
  'readlink data/a.txt': 'Err(ErrorCode::Invalid)',
  'readlink missing': 'Err(ErrorCode::NoEntry)',
};

/** Calls by the names that earlier ones gave. */
const named: Readonly<Record<string, string>> = {
  'd.open a p0 data/a.txt r': 'Ok(DescriptorFlags(READ))',
  'd.some a 0 5': '5 of "first" Ok(())',
  'd.result-first a': 'Ok(())',
  'd.append a x': 'Err(ErrorCode::ReadOnly) [1] left',
  'd.same a a': 'true',
  'd.same a p0': 'false',
  'd.open b p0 data/a.txt r': 'Ok(DescriptorFlags(READ))',
  'd.read-closed b 6': '"second\\\\n" Ok(())',
  'd.many a 300': '256 Err(ErrorCode::InsufficientMemory)',
};

const args = [...Object.keys(steps), ...Object.keys(named)]
  .flatMap((step) => [...step.split(' '), '+'])
  .slice(0, -1);
const expected = [
  ...Object.values(steps),
  ...Object.entries(named).map(([step, answer]) => `${step}: ${answer}`),
];
/** Reads its configuration and a file. */
const SCRIPT = `
  import { get } from 'wasi:config/store@0.2.0-rc.1';
  import { getDirectories } from 'wasi:filesystem/preopens@0.3.2';
  export const run = {
    async run() {
      const root = getDirectories()[0]![0];
      const file = await root.openAt({}, 'etc/app.toml', {}, { read: true });
      const { size } = await file.stat();
      const [bytes, end] = file.readViaStream(0n);
      const text: string[] = [];
      for await (const some of bytes) text.push(new TextDecoder().decode(Uint8Array.from(some as unknown as Iterable<number>)));
      await end;
      console.log(get('greeting'), String(size), text.join('').trimEnd());
    },
  };`;

async function compareService(url: string): Promise<void> {
  const bytes = async (path: string) => new Uint8Array(await (await fetch(new URL(path, url))).arrayBuffer());
  const text = async (path: string) => Buffer.from(await bytes(path)).toString();
  assert.equal(await text('/file/data/a.txt'), 'first\nsecond\n');
  assert.equal(await text('/file/data/missing'), 'ErrorCode::NoEntry\n');
  assert.equal(await text('/file/data'), '');
  assert.equal(await text('/environment'), '[("A", "b")]\n');
  const all = await Promise.all(Array.from({ length: 8 }, () => bytes('/file/data/big.bin')));
  for (const one of all) assert.ok(Buffer.from(one).equals(big), 'a large file, for several at once');
}

describe('a component of WASI 0.3 with files', { skip: newerNode.missing }, () => {
  let folder: Folder;
  const composed = () => join(folder.path, 'composed.wasm');
  before(async () => {
    process.env[NODE_VARIABLE] = newerNode.path;
    folder = await program('third');
    const { imports, wires } = await folder.compose({ plan: 'composition.toml', out: 'composed.wasm' });
    assert.deepEqual(
      imports.filter((one) => /^(wasi:filesystem|virtual-|wit-studio:)/.test(one)),
      [],
    );
    assert.deepEqual(
      wires.map(({ from, interface: name }) => `${from}: ${name}`),
      ['app (files): wasi:filesystem/types@0.3.0', 'app (files): wasi:filesystem/preopens@0.3.0'],
    );
  });
  after(async () => {
    delete process.env[NODE_VARIABLE];
    await folder[Symbol.asyncDispose]();
  });

  it('sees only these, to be read', async () => {
    assert.deepEqual(await here(composed(), args), expected);
  });

  it('sees the same in wasmtime', { skip: wasmtime.missing }, () => {
    assert.deepEqual(inWasmtime(composed(), args, flags), expected);
  });

  it('responds with them, here and in wasmtime, and has the environment of the plan', async () => {
    const plan = planOf(entries).replace('[instances.app.files]', 'env = { A = "b" }\n$&');
    await writeFile(join(folder.path, 'service.toml'), plan);
    const { component } = await folder.compose({ plan: 'service.toml' });
    await servedHere(component, compareService);
    if (!wasmtime.missing) await servedByWasmtime(component, compareService, flags);
  });

  it('may be in TypeScript, and have a configuration', async () => {
    await using built = await guests();
    const source = await built.write({
      'package.json': JSON.stringify({ name: 'app', component: { world: 'app' } }),
      'src/index.ts': SCRIPT,
    });
    for (const name of ['cli', 'clocks', 'filesystem', 'random', 'sockets'])
      await cp(`server/wasi/0.3.2/wasi-${name}`, join(source, 'wit/deps', name), { recursive: true });
    await cp('server/wasi/config-0.2.0-rc.1', join(source, 'wit/deps/config'), { recursive: true });
    const world = `
      import wasi:config/store@0.2.0-rc.1;
      import wasi:filesystem/preopens@0.3.2;
      export wasi:cli/run@0.3.2;`;
    await writeFile(join(source, 'wit/world.wit'), `package t:app; world app { ${world} }`);
    await cp(await built.buildFolder(source), join(folder.path, 'script.wasm'));
    const plan = planOf(entries).replace('app.wasm', 'script.wasm');
    await writeFile(
      join(folder.path, 'script.toml'),
      plan.replace('[instances.app.files]', 'config = { greeting = "hello" }\n$&'),
    );
    const { component } = await folder.compose({ plan: 'script.toml' });
    assert.deepEqual(await here(component, []), ['hello 11 name = "x"']);
    if (!wasmtime.missing) assert.deepEqual(inWasmtime(component, [], flags), ['hello 11 name = "x"']);
  });
});
