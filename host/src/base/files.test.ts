import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { filesBelow } from './files.ts';

const isWindows = platform() === 'win32';

it('the files below a folder are those of no link', { skip: isWindows && 'links need a right' }, async () => {
  const parent = mkdtempSync(join(tmpdir(), 'wit-studio-files-below-'));
  try {
    const at = (...names: string[]): string => join(parent, ...names);
    mkdirSync(at('folder', 'nested'), { recursive: true });
    mkdirSync(at('elsewhere'));
    for (const name of ['folder/b', 'folder/nested/a', 'elsewhere/c']) writeFileSync(at(name), '');
    symlinkSync(at('elsewhere'), at('folder', 'link'));
    symlinkSync('..', at('folder', 'nested', 'up'));
    symlinkSync(at('elsewhere', 'c'), at('folder', 'file'));
    assert.deepEqual(await filesBelow(at('folder')), [at('folder', 'b'), at('folder', 'nested', 'a')]);
  } finally {
    rmSync(parent, { recursive: true });
  }
});
