import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { bundle } from '../../build/typescript/bundle.ts';
import { readManifest } from '../../build/typescript/manifest.ts';
import { guests as someGuests, part } from '../../build/testing/guests.ts';
import { readWorld } from '../../build/typescript/read-world.ts';
import { readySource } from '../../wasi/input-stream.ts';
import { link } from './link.ts';

const stdio = { stdin: readySource(() => undefined), stdout: () => {}, stderr: () => {} };

describe('linking modules to debug', () => {
  let folder: string;

  before(() => (folder = mkdtempSync(join(tmpdir(), 'wit-studio-link-'))));
  after(() => rmSync(folder, { recursive: true }));

  const exportsOf = async (code: string) => {
    const file = join(folder, 'module.cjs');
    writeFileSync(file, code);
    const instances = [{ kind: 'module', name: 'a', file }] as const;
    return (await link({ instances, wires: [], grants: {}, addr: '' }, stdio))[0];
  };

  it('hides globals of Node.js that a component lacks', async () => {
    const names = ['process', 'Buffer', 'fetch', 'WebSocket', 'global'];
    const types = names.map((name) => `${name}: typeof ${name}`);
    const expected = Object.fromEntries(names.map((name) => [name, 'undefined']));
    assert.deepEqual(await exportsOf(`exports.seen = { ${types.join(', ')} };`), { seen: expected });
  });

  it('passes the imported functions of its world to a bundled script, as modules', async () => {
    await using guests = await someGuests();
    const wit =
      'package t:g; world user { import greet-all: func(name: string) -> string; export say: func() -> string; }';
    const script = "import { greetAll } from 'greet-all';\nexport const say = () => greetAll('Ada');";
    const manifest = await readManifest(await guests.write(part('user', wit, script)));
    const { code } = await bundle(manifest, await readWorld(manifest), 'debug');
    const file = join(folder, 'bundled.cjs');
    writeFileSync(file, code);
    const greeter = join(folder, 'greeter-of-bundled.cjs');
    writeFileSync(greeter, 'exports.greetAll = (name) => `Hello, ${name}!`;');
    const instances = [
      { kind: 'module', name: 'greeter', file: greeter },
      { kind: 'module', name: 'user', file },
    ] as const;
    const wires = [{ from: 'greeter', to: 'user', interface: 'greet-all' }];
    const [, user] = await link({ instances, wires, grants: {}, addr: '' }, stdio);
    assert.equal((user as Record<string, () => unknown>)['say']?.(), 'Hello, Ada!');
  });

  it('passes the imported functions of its world to a module, as modules and as globals', async () => {
    const write = (name: string, code: string) => {
      const file = join(folder, `${name}.cjs`);
      writeFileSync(file, code);
      return { kind: 'module', name, file } as const;
    };
    const instances = [
      write('greeter', 'exports.greetAll = (name) => `Hello, ${name}!`;'),
      write(
        'user',
        "exports.byModule = () => require('greet-all')('Ada'); exports.byGlobal = () => greetAll('Bo');",
      ),
    ];
    const wires = [{ from: 'greeter', to: 'user', interface: 'greet-all' }];
    const [, user] = await link({ instances, wires, grants: {}, addr: '' }, stdio);
    const { byModule, byGlobal } = user as Record<string, () => unknown>;
    assert.deepEqual([byModule?.(), byGlobal?.()], ['Hello, Ada!', 'Hello, Bo!']);
  });
});
