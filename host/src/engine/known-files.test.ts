import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { KnownFiles } from './known-files.ts';

describe('cached results of files', () => {
  let folder: string;
  let file: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'wit-studio-known-'));
    file = join(folder, 'a.wasm');
    writeFileSync(file, 'one');
  });
  after(() => rmSync(folder, { recursive: true }));

  it('are valid until the file changes, and not reused for a file changed a moment ago', async () => {
    const known = new KnownFiles<string>();
    const make = () => known.make('a', file, () => readFile(file, 'utf8'));
    assert.equal(await make(), 'one');
    assert.equal(known.get('a', file), undefined);
    await wait(1_100);
    await make();
    assert.equal(known.get('a', file), 'one');
    assert.equal(known.get('b', file), undefined);
    // The same size, and the former time of modification.
    utimesSync(file, 1, 1);
    await wait(1_100);
    await make();
    writeFileSync(file, 'two');
    utimesSync(file, 1, 1);
    assert.equal(known.get('a', file), undefined);
    rmSync(file);
    assert.equal(known.get('a', file), undefined);
  });
});
