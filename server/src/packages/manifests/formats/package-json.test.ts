import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readManifest } from '../read-manifest.ts';

const read = (text: string) => readManifest('file:///p/package.json', text)!;
const folders = (...scripts: string[]) => read(JSON.stringify({ scripts: { ...scripts } })).witFolders;

describe('package.json', () => {
  it('has the folder of the WIT in calls of jco', () => {
    assert.deepEqual(folders('jco componentize -w wit -n w -o a.wasm dist/a.js'), ['file:///p/wit']);
    assert.deepEqual(folders('tsc && npx jco componentize a.js --wit=../../api'), ['file:///api']);
    assert.deepEqual(folders('jco guest-types "wit/deps" --world-name w'), ['file:///p/wit/deps']);
  });

  it('has the folder of a WIT file', () => {
    assert.deepEqual(folders('jco componentize a.js --wit ./interfaces/w.wit'), ['file:///p/interfaces']);
  });

  it('has no folder otherwise', () => {
    assert.deepEqual(folders('jco run a.wasm', 'jco componentize a.js', 'echo -w jco', 'jco types -o x'), []);
    assert.deepEqual(folders('jco componentize a.js -w $WIT'), []);
    assert.deepEqual(read('{ "scripts": ["jco"]').witFolders, []);
    assert.deepEqual(read('"jco"').witFolders, []);
  });
});
