import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { importer } from './testing/components.ts';
import { contents, entries, planOf, program } from './testing/files-program.ts';
import { folderWith, type Folder } from './testing/folder.ts';

/** Plans that are wrong, with the code and the text of each problem. */
const wrong: Readonly<
  Record<string, readonly [files: string, ...problems: [code: string, where: string][]]>
> = {
  'a file that is missing': ['"/a" = "config/ap.toml"', ['files-unreadable', '"config/ap.toml"']],
  'a path that is no guest path': [
    '"a" = "data"\n"/a/../b" = "data"\n"/a//b" = "data"\n"/." = "data"',
    ['plan-value', '"a"'],
    ['plan-value', '"/a/../b"'],
    ['plan-value', '"/a//b"'],
    ['plan-value', '"/."'],
  ],
  'a value that is no path': ['"/a" = 3', ['plan-value', '3']],
  'the same path twice': [
    '"/a" = "config/app.toml"\n"/a/" = "config/app.toml"',
    ['files-conflict', '"config/app.toml"'],
  ],
  'a file in the way of a folder': [
    '"/a" = "config/app.toml"\n"/a/b" = "data"',
    ['files-conflict', '"data"'],
  ],
  'a folder in the way of a file': [
    '"/a" = "data"\n"/a/sub" = "config/app.toml"',
    ['files-conflict', '"config/app.toml"'],
  ],
  'a file for the root': ['"/" = "config/app.toml"', ['files-conflict', '"config/app.toml"']],
  'an import that is decided, too': [
    '"/a" = "data"\n[instances.app.imports]\n"wasi:filesystem/types" = false',
    ['import-decided-twice', 'files'],
  ],
};

async function problemsOf(folder: Folder, text: string): Promise<[code: string, where: string][]> {
  await writeFile(join(folder.path, 'composition.toml'), text);
  const problem = await folder.problemOf({ plan: 'composition.toml' });
  return (problem.findings ?? [problem]).map(({ code, at }) => {
    const line = text.split('\n')[at?.start.line ?? 0] ?? '';
    return [code!, line.slice(at?.start.character, at?.end.character)];
  });
}

describe('files that cannot be', () => {
  for (const [name, [files, ...expected]] of Object.entries(wrong))
    it(`are reported: ${name}`, async () => {
      await using folder = await program('files');
      assert.deepEqual(await problemsOf(folder, planOf(files)), expected);
    });

  it('are reported beside a missing component', async () => {
    await using folder = await program('files');
    const text = planOf('"/a" = "none"').replace('app.wasm', 'none.wasm');
    assert.deepEqual(await problemsOf(folder, text), [
      ['component-unreadable', '"none.wasm"'],
      ['files-unreadable', '"none"'],
    ]);
  });

  it('are reported: no table', async () => {
    await using folder = await program('files');
    const text = '[instances.app]\ncomponent = "app.wasm"\nfiles = "data"\n';
    assert.deepEqual(await problemsOf(folder, text), [['plan-value', '"data"']]);
  });

  it('are reported: more than 32 MiB, or 10,000', async () => {
    await using folder = await program('files');
    await mkdir(join(folder.path, 'large'));
    await writeFile(join(folder.path, 'large/a.bin'), new Uint8Array(33 * 1024 * 1024));
    assert.deepEqual(await problemsOf(folder, planOf('"/a" = "large"')), [['files-too-large', 'files']]);
    await mkdir(join(folder.path, 'many'));
    for (let at = 0; at <= 10_000; at++) await writeFile(join(folder.path, `many/${at}`), '');
    assert.deepEqual(await problemsOf(folder, planOf('"/a" = "many"')), [['files-too-large', 'files']]);
  });

  it('are reported: a component that does not import them, one of WASI 0.3, a handler', async () => {
    const service = await readFile('test-fixtures/programs/service/service.wasm');
    const third = await readFile('test-fixtures/programs/third/third.wasm');
    for (const component of [importer(), third, service]) {
      await using folder = await folderWith({ 'app.wasm': component, ...contents });
      assert.deepEqual(await problemsOf(folder, planOf(entries)), [['files-unsupported', 'files']]);
    }
  });
});
