import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

const place = mkdtempSync(join(tmpdir(), 'wit-compiled-'));
after(() => rmSync(place, { recursive: true }));

const module = join(place, 'module.cjs');
const write = (answer: number) =>
  writeFileSync(
    module,
    `const { basename } = require('node:path');\nexports.answer = () => basename(__filename) + ${answer};`,
  );

/** The output of a process that loads the module, calls it and exits. */
function run(folder: string): string {
  const program = `
    import { runCompiled } from '${new URL('./compiled.ts', import.meta.url).href}';
    process.stdout.write(runCompiled(${JSON.stringify(module)}, ${JSON.stringify(folder)}).answer());`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', program],
    {
      encoding: 'utf8',
    },
  );
  assert.equal(stderr, '');
  return stdout;
}

describe('a compiled module', () => {
  const folder = join(place, 'cache');

  it('is stored when its process ends, and is loaded from there', () => {
    write(1);
    assert.equal(run(folder), 'module.cjs1');
    const [cacheFile] = readdirSync(folder);
    const before = readFileSync(join(folder, cacheFile!));
    assert.equal(run(folder), 'module.cjs1');
    assert.deepEqual(readdirSync(folder), [cacheFile]);
    assert.deepEqual(readFileSync(join(folder, cacheFile!)), before);
  });

  it('is compiled again when the source changes, and the old file is removed', () => {
    const [old] = readdirSync(folder);
    write(2);
    assert.equal(run(folder), 'module.cjs2');
    assert.equal(readdirSync(folder).length, 1);
    assert.notEqual(readdirSync(folder)[0], old);
  });

  it('is compiled again when the stored file is damaged', () => {
    const cacheFile = join(folder, readdirSync(folder)[0]!);
    writeFileSync(cacheFile, 'no code');
    assert.equal(run(folder), 'module.cjs2');
    assert.notEqual(readFileSync(cacheFile, 'latin1'), 'no code');
  });

  it('runs without a writable cache folder', () => {
    assert.equal(run(join(module, 'no-folder')), 'module.cjs2');
  });
});
