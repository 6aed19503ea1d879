import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeFolder } from './make-folder.ts';

describe('makeFolder', () => {
  let scratch: string;
  before(() => {
    scratch = mkdtempSync(join(tmpdir(), 'wit-studio-folder-'));
  });
  after(() => rmSync(scratch, { recursive: true }));

  it('creates a folder with its parents, and leaves an existing one', () => {
    const folder = join(scratch, 'a/b/c');
    makeFolder(folder);
    makeFolder(folder);
    assert.ok(statSync(folder).isDirectory());
  });

  it('reports a file in the way', () => {
    const file = join(scratch, 'file');
    writeFileSync(file, '');
    assert.throws(() => makeFolder(file), { code: 'EEXIST' });
    assert.throws(() => makeFolder(join(file, 'below')), { code: 'ENOTDIR' });
  });

  it('ends at once where a file system has no folders to make', { skip: !existsSync('/proc/self') }, () => {
    assert.throws(() => makeFolder('/proc/none/below/it'), { code: 'ENOENT', path: '/proc/none' });
  });
});
