import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { exporter, importer } from './testing/components.ts';
import { folderWith, type Folder } from './testing/folder.ts';

/**
 * A stand-in for wkg, which records its arguments, and copies a component or fails with the words of wkg 0.16.1, for which
 * a registry is a folder.
 */
const standIn = (folder: string, fails = false) => `#!${process.execPath}
const fs = require('node:fs');
const args = process.argv.slice(2);
fs.appendFileSync(${JSON.stringify(join(folder, 'asked'))}, args.slice(0, -1).join(' ') + '\\n');
if (${fails}) {
  fs.writeFileSync(args.at(-1), 'half of it');
  console.error(\`    Fetching t:math@0.1.0...
Error: Failed to get release details

Caused by:
    0: registry error: path: /reg/t/math/0.1.0.wasm: No such file or directory (os error 2)
    1: path: /reg/t/math/0.1.0.wasm
    2: No such file or directory (os error 2)\`);
  if (process.env.RUST_BACKTRACE !== '0') console.error('Stack backtrace:');
  process.exit(1);
}
fs.copyFileSync(${JSON.stringify(join(folder, 'math'))}, args.at(-1));
`;

/** Composes with only a stand-in for wkg on the path, or with nothing. */
async function withWkg<T>(
  folder: Folder,
  wkg: 'none' | 'works' | 'fails',
  use: () => Promise<T>,
): Promise<T> {
  const bin = join(folder.path, 'bin');
  await rm(bin, { recursive: true, force: true });
  await mkdir(bin);
  await writeFile(join(folder.path, 'math'), await parse(exporter()));
  if (wkg !== 'none') {
    await writeFile(join(bin, 'wkg'), standIn(folder.path, wkg === 'fails'));
    await chmod(join(bin, 'wkg'), 0o755);
  }
  const before = process.env['PATH'];
  process.env['PATH'] = bin;
  try {
    return await use();
  } finally {
    process.env['PATH'] = before;
  }
}

const plan = '[instances]\nmath = "t:math@0.1.0"\napp = "app.wasm"\n';
const files = { 'app.wasm': importer(), 'composition.toml': plan };
// On Windows a script is no command.
const skip = process.platform === 'win32' && 'the stand-in is a script';

describe('a component of a registry', { skip }, () => {
  it('is fetched once by wkg, as a component and whole', async () => {
    await using folder = await folderWith(files);
    await withWkg(folder, 'works', async () => {
      for (let times = 0; times < 2; times++) {
        const { instances, exports } = await folder.compose({ plan: 'composition.toml' });
        const path = join(folder.path, 'target/registry/t/math@0.1.0.wasm');
        assert.deepEqual([instances[0]?.component, exports], [path, ['run']]);
      }
    });
    assert.deepEqual(await readdir(join(folder.path, 'target/registry/t')), ['math@0.1.0.wasm']);
    const asked = await readFile(join(folder.path, 'asked'), 'utf8');
    assert.equal(asked, 'get t:math@0.1.0 --format wasm --output\n');
  });

  it('is reported where the plan names it when wkg fails, and nothing is left of it', async () => {
    await using folder = await folderWith(files);
    const problem = await withWkg(folder, 'fails', () => folder.problemOf({ plan: 'composition.toml' }));
    assert.deepEqual(
      [problem.code, problem.where, problem.causes],
      [
        'wkg-failed',
        '"t:math@0.1.0"',
        [
          'Failed to get release details',
          'registry error: path: /reg/t/math/0.1.0.wasm: No such file or directory (os error 2)',
        ],
      ],
    );
    assert.deepEqual(await readdir(join(folder.path, 'target/registry/t')), []);
  });

  it('is explained without wkg', async () => {
    await using folder = await folderWith(files);
    const problem = await withWkg(folder, 'none', () => folder.problemOf({ plan: 'composition.toml' }));
    assert.deepEqual([problem.code, problem.where], ['wkg-missing', '"t:math@0.1.0"']);
  });
});
