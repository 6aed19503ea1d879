import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { until } from '../testing/until.ts';
import { GuestFolder } from './guest-folder.ts';
import { loadProgram } from './instantiate.ts';
import { compile } from './modules.ts';
import { prune } from './prune.ts';
import { assemble } from './testing/instantiate-wat.ts';
import { scriptOf, transpile } from './transpile.ts';

const seven = `(component
  (core module $m (func (export "f") (result i32) (i32.const 7)))
  (core instance $i (instantiate $m))
  (func $f (result u32) (canon lift (core func $i "f")))
  (export "f" (func $f)))`;

const everything = { ageMs: 0, bytes: 0, graceMs: 0 };

describe('the folder of a guest', () => {
  let storage: string;
  before(() => (storage = mkdtempSync(join(tmpdir(), 'wit-studio-guests-'))));
  after(() => rmSync(storage, { recursive: true }));

  it('has a component whose cache entry was deleted', async () => {
    const transpiled = await transpile(await assemble(seven), storage);
    const folder = await GuestFolder.create(storage);
    const linked = (await folder.add([transpiled]))[0]!;
    await prune(join(storage, 'transpiled'), everything);
    assert.equal(existsSync(transpiled.folder), false);
    const start = await loadProgram(scriptOf(linked), await compile(linked));
    assert.equal(((await start({}))['f'] as () => number)(), 7);
    await folder.remove();
    assert.deepEqual(readdirSync(join(storage, 'guests')), []);
  });

  it('may have a component twice', async () => {
    const transpiled = await transpile(await assemble(seven), storage);
    const folder = await GuestFolder.create(storage);
    assert.deepEqual(await folder.add([transpiled]), await folder.add([transpiled]));
    await folder.remove();
  });

  it('is removed by the next host after a crash', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    const abandoned = join(storage, 'guests', `${pid}.0`);
    mkdirSync(abandoned);
    const [first, second] = [await GuestFolder.create(storage), await GuestFolder.create(storage)];
    await until(() => !existsSync(abandoned));
    assert.ok(existsSync(first.path) && existsSync(second.path));
    await Promise.all([first.remove(), second.remove()]);
  });
});
