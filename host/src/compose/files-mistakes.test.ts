import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { bothVersions, giver, importer } from './testing/components.ts';
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

const atRunTime =
  'Remove `files`, and grant the folder at run time: `--dir HOST::GUEST`, or `wit.run.dirs` in the settings.';
const fixture = (name: string) => readFile(`test-fixtures/programs/${name}/${name}.wasm`);
/** Components that cannot have files, each with the reason and what to do instead. */
const unsupported = {
  'a component without wasi:filesystem': [
    importer(),
    'it does not import wasi:filesystem',
    'It reads no files: remove `files`.',
  ],
  'a handler without it': [
    await fixture('service'),
    'it does not import wasi:filesystem',
    'It reads no files: remove `files`.',
  ],
  'one of WASI 0.2 and 0.3': [
    bothVersions,
    'it imports wasi:filesystem@0.3.0 and another version, and only one can have files',
    atRunTime,
  ],
  'one that gives streams': [
    giver,
    'its export t:app/source returns or borrows handles of WASI, which would be of another type than those of the host',
    atRunTime,
  ],
} as const;

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

  for (const [name, [component, reason, help]] of Object.entries(unsupported))
    it(`are reported, with the reason and an alternative: ${name}`, async () => {
      await using folder = await folderWith({ 'app.wasm': component, ...contents });
      const text = planOf(entries);
      assert.deepEqual(await problemsOf(folder, text), [['files-unsupported', 'files']]);
      const problem = await folder.problemOf({ plan: 'composition.toml' });
      assert.equal(problem.message, `“app” cannot have files in the composition: ${reason}`);
      assert.equal(problem.help, help);
    });
});
