import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { LocalFiles } from './local-files.ts';

describe('sources that were built elsewhere', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'wit-studio-local-files-'));
    for (const file of ['shop/src/lib.rs', 'auth/src/lib.rs', 'here.c']) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), '');
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  const found = (path: string, map = {}) => new LocalFiles([folder], map).find(path);

  it('are found at the longest end of their path below the program', () => {
    assert.equal(found('/home/ada/work/auth/src/lib.rs'), join(folder, 'auth/src/lib.rs'));
    assert.equal(found('C:\\work\\shop\\src\\lib.rs'), join(folder, 'shop/src/lib.rs'));
    assert.equal(found('/home/ada/here.c'), join(folder, 'here.c'));
    assert.equal(found('/home/ada/gone.c'), undefined);
  });

  it('are found where the configuration maps their folder, and nowhere else', () => {
    const map = { '/build': join(folder, 'shop') };
    assert.equal(found('/build/src/lib.rs', map), join(folder, 'shop/src/lib.rs'));
    assert.equal(found('/build/here.c', map), undefined);
    assert.equal(found('/other/auth/src/lib.rs', map), join(folder, 'auth/src/lib.rs'));
  });

  it('are not looked for if they are those of a compiler', () => {
    assert.equal(found('/rustc/5f1c0/here.c'), undefined);
    assert.equal(found('wasisdk://v25/here.c'), undefined);
  });
});
