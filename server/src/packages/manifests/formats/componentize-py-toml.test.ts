import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readManifest } from '../read-manifest.ts';

const read = (text: string) => readManifest('file:///p/sdk/componentize-py.toml', text)!;

describe('componentize-py.toml', () => {
  it('has the folder of the WIT', () => {
    const { witFolders, problems } = read('bindings = "b"\nwit_directory = "wit"\nfull_names = true\n');
    assert.deepEqual(witFolders, ['file:///p/sdk/wit']);
    assert.deepEqual(problems, []);
    assert.deepEqual(read('').witFolders, []);
  });

  it('reports a folder outside the project, and uses it all the same', () => {
    const { witFolders, problems } = read('wit_directory = "../api"\n');
    assert.deepEqual(witFolders, ['file:///p/api']);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['manifest-value'],
    );
  });
});
