import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { context, problemOf, temporaryFolders, type Files } from '../testing/folders.ts';
import { folderBindings } from './folder-bindings.ts';

const folderOf = temporaryFolders();
const wit = { 'wit/a.wit': 'package a:b; world greeter { export greet: func() -> string; }' };

describe('bindings of a folder', () => {
  const languages: Readonly<Record<string, readonly [Files, string]>> = {
    TypeScript: [{ 'package.json': '{}', 'index.ts': '' }, 'types/greeter.d.ts'],
    Go: [{ 'go.mod': 'module m\n' }, 'wit_exports.go'],
    C: [{ 'main.c': '' }, 'bindings/greeter.h'],
  };
  for (const [language, [files, expected]] of Object.entries(languages))
    it(`are written for ${language}`, async () => {
      const folder = await folderOf({ ...files, ...wit });
      const result = await folderBindings({ folder }, context);
      assert.equal(result.world, 'greeter');
      assert.ok(result.files.map((path) => relative(folder, path)).includes(join(expected)));
      await access(join(folder, expected));
    });

  it('follow changes of their own WIT alone', async () => {
    const folder = await folderOf({ 'main.c': '', ...wit });
    const after = (changed: string) => folderBindings({ folder, changed }, context);
    assert.deepEqual((await after(join(folder, '../other/a.wit'))).files, []);
    assert.equal((await after(join(folder, 'wit/a.wit'))).files.length, 3);
  });

  it('are left to cargo for Rust', async () => {
    const { code, message } = await problemOf(
      folderBindings({ folder: await folderOf({ 'Cargo.toml': '' }) }, context),
    );
    assert.equal(code, 'bindings-unsupported');
    assert.match(message, /generates its Rust bindings itself/);
  });
});
