import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { exporter, importer } from '../testing/components.ts';
import { folderWith } from '../testing/folder.ts';

const OPS = 't:math/ops@0.1.0';
const files = { 'parts/math.wasm': exporter(), 'app.wasm': importer() };
const wire = { from: 'math', to: 'app', interface: OPS };

describe('composing without a plan', () => {
  it('matches named components by their imports and exports', async () => {
    await using folder = await folderWith(files);
    const { wires, exports } = await folder.compose({ parts: ['app.wasm', 'parts/math.wasm'] });
    assert.deepEqual([wires, exports], [[wire], ['run']]);
  });

  it('finds the components of a folder, but no composed results or other files', async () => {
    await using folder = await folderWith({
      ...files,
      'target/composition.wasm': importer(),
      'node_modules/x/x.wasm': exporter(),
      'module.wasm': '(module)',
      'empty.wasm': new Uint8Array(),
    });
    const { wires, component } = await folder.compose({ parts: ['.'] });
    assert.deepEqual(wires, [wire]);
    assert.equal(component, join(folder.path, 'target/composition.wasm'));
  });

  it('builds the projects of a folder', async () => {
    await using folder = await folderWith({
      ...files,
      'made/package.json': '{ "component": {} }',
      'made/dist/made.wasm': exporter('t:made/it'),
    });
    const built: string[] = [];
    const build = (path: string) => {
      built.push(path);
      return Promise.resolve(join(path, 'dist/made.wasm'));
    };
    const { exports } = await folder.compose({ parts: ['.'] }, { build });
    assert.deepEqual([built, exports], [[join(folder.path, 'made')], ['run', 't:made/it']]);
  });

  it('builds folders of Go, Python and C that have WIT', async () => {
    await using folder = await folderWith({
      'wit/world.wit': 'package t:shared;',
      'app.wasm': importer(),
      'go/go.mod': '',
      'go/dist/it.wasm': exporter('t:go/it'),
      'python/pyproject.toml': '',
      'python/dist/it.wasm': exporter('t:python/it'),
      'c/src/c.c': '',
      'c/dist/it.wasm': exporter('t:c/it'),
      'other/wit/world.wit': 'package t:other;',
      'other/go.mod': '',
      'other/dist/it.wasm': exporter('t:other/it'),
      'other/without/tool.c': '',
      'node_modules/x/x.c': '',
    });
    const built: string[] = [];
    const build = (path: string) => {
      built.push(basename(path));
      return Promise.resolve(join(path, 'dist/it.wasm'));
    };
    await folder.compose({ parts: ['.'] }, { build });
    assert.deepEqual(built.sort(), ['c', 'go', 'other', 'python']);
  });

  it('reports an ambiguous import with the line to write for each candidate', async () => {
    await using folder = await folderWith({ ...files, 'a.wasm': exporter(), 'b.wasm': exporter() });
    const { code, message, help, causes } = await folder.problemOf({ parts: ['.'] });
    assert.equal(code, 'ambiguous-import');
    assert.equal(message, `“app” imports ${OPS}, which “a”, “b”, “math” export`);
    assert.match(help ?? '', /under \[instances\.app\.imports\]: "t:math\/ops@0\.1\.0" = "a"/);
    assert.deepEqual(
      causes,
      ['a', 'b', 'math'].map((name) => `${name} exports ${OPS}`),
    );
  });

  it('writes a plan and composes it, also when it needs a choice', async () => {
    await using folder = await folderWith({ ...files, 'b.wasm': exporter() });
    const params = { parts: ['.'], writePlan: 'composition.toml' };
    const { code, at } = await folder.problemOf(params);
    const text = await readFile(join(folder.path, 'composition.toml'), 'utf8');
    assert.equal(text, '[instances]\napp = "app.wasm"\nb = "b.wasm"\nmath = "parts/math.wasm"\n');
    const plan = join(folder.path, 'composition.toml');
    assert.deepEqual([code, at?.file, at?.start.line], ['ambiguous-import', plan, 1]);
    assert.equal((await folder.problemOf(params)).code, 'plan-exists');
  });

  it('is refused for a folder without components', async () => {
    await using folder = await folderWith({ 'module.wasm': '(module)' });
    assert.equal((await folder.problemOf({ parts: ['.'] })).code, 'no-components');
  });
});
