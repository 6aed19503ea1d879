import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dependency, main, open } from './testing/opened.ts';

describe('a folder that a manifest refers to', () => {
  it('is a root even if it looks like the `deps` of another', () => {
    const text = (manifest: string) => `
//- /p/x.wit
package x:x;
${manifest}
//- /p/deps/own/a.wit
${main}
//- /p/deps/own/deps/d.wit
${dependency}`;
    const named = open(text('//- /p/componentize-py.toml\nwit_directory = "deps/own"\n'));
    assert.deepEqual(named.codes('/p/deps/own/a.wit'), []);
    assert.deepEqual(open(text('')).codes('/p/deps/own/a.wit'), ['unknown-package']);
  });

  it('is searched even outside the workspace or in an ignored folder', () => {
    const { workspace } = open(`
//- /ws/package.json
{ "scripts": { "build": "jco componentize a.js --wit ../api/w.wit" } }
//- /api/w.wit
package a:b;
`);
    workspace.changeFolders(['file:///ws'], []);
    const files = [...workspace.filesToCheck()].filter((uri) => uri !== undefined);
    assert.deepEqual(files, ['file:///api/w.wit', 'file:///ws/package.json'].reverse());
  });
});
