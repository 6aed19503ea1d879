import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { assembleBytes } from './testing/instantiate-wat.ts';
import { guestFiles, transpile, type Transpiled } from './transpile.ts';

describe('a component that was translated before', async () => {
  const storage = await mkdtemp(join(tmpdir(), 'wit-studio-transpile-'));
  after(() => rm(storage, { recursive: true }));
  const bytes = await assembleBytes(`(component
    (core module $m (func (export "f") (result i32) i32.const 1))
    (core instance $i (instantiate $m))
    (func (export "f") (result u32) (canon lift (core func $i "f"))))`);
  let copies = 0;
  /** Each time at another path, as in another process: results are cached by path. */
  async function again(): Promise<Transpiled> {
    const path = join(storage, `${copies++}.wasm`);
    await writeFile(path, bytes);
    return transpile(path, storage);
  }
  const filesOf = async ({ folder }: Transpiled) =>
    Promise.all((await readdir(folder)).sort().map((name) => readFile(join(folder, name))));

  it('is translated again only when a file of it is truncated or missing', async () => {
    const first = await again();
    const files = await filesOf(first);
    const script = join(first.folder, 'component.js');
    await writeFile(script, (await readFile(script, 'utf8')).replace('u', 'v'));
    assert.notDeepEqual(await filesOf(await again()), files, 'files of the same size are not read');
    for (const name of [...guestFiles(first.manifest), 'functions.json', 'manifest.json']) {
      await truncate(join(first.folder, name), 3);
      assert.deepEqual(await filesOf(await again()), files, name);
      await rm(join(first.folder, name));
      assert.deepEqual(await filesOf(await again()), files, name);
    }
  });
});
