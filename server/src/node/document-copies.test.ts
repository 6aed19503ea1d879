import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { documentCopies } from './document-copies.ts';
import { pathOf } from './file-system.ts';

const parent = mkdtempSync(join(tmpdir(), 'copies-'));
after(() => rmSync(parent, { recursive: true, force: true }));

describe('copies of documents', () => {
  it('are read-only files of the same name, and keep their path when the text changes', () => {
    const write = documentCopies(parent);
    const [c, other] = [write('wit-decoded:/c.wasm.wit', 'one'), write('wit-decoded:/x/c.wasm.wit', 'other')];
    assert.notEqual(c, other);
    assert.match(c!, /\/c\.wasm\.wit$/);
    const path = pathOf(c!)!;
    assert.equal(readFileSync(path, 'utf8'), 'one');
    assert.equal(statSync(path).mode & 0o222, 0);
    assert.equal(write('wit-decoded:/c.wasm.wit', 'two'), c);
    assert.equal(readFileSync(path, 'utf8'), 'two');
  });

  it('are not created if the folder is not writable', () => {
    const blocked = join(parent, 'a-file');
    writeFileSync(blocked, '');
    assert.equal(documentCopies(blocked)('wit-decoded:/c.wasm.wit', ''), undefined);
  });

  it('are removed when the process ends', () => {
    const folder = join(parent, 'of-a-process');
    mkdirSync(folder);
    const script = `import { documentCopies } from './server/src/node/document-copies.ts';
      process.stdout.write(documentCopies(${JSON.stringify(folder)})('wit-decoded:/c.wasm.wit', 'text'));`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', script];
    const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    assert.match(stdout, /^file:.*c\.wasm\.wit$/);
    assert.deepEqual(readdirSync(folder), []);
  });
});
