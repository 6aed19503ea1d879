import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';
import { Manifests } from './manifests.ts';

/** The manifests of files that a test may change. */
function manifestsOf(texts: Readonly<Record<string, string>>) {
  const files = new Map(Object.entries(texts));
  return { files, manifests: new Manifests(memoryFileSystem(files)) };
}

describe('a manifest', () => {
  const uri = 'file:///p/wkg.toml';
  const licensed = (license: string) => `[metadata]\nlicense = "${license}"\n`;

  it('is cached by its text', () => {
    const { files, manifests } = manifestsOf({ '/p/wkg.toml': licensed('MIT') });
    const before = manifests.at(uri);
    files.set('/p/wkg.toml', licensed('MIT'));
    assert.equal(manifests.at(uri), before);
    files.set('/p/wkg.toml', licensed('Apache-2.0'));
    assert.notEqual(manifests.at(uri), before);
  });

  it('that is deleted is forgotten', () => {
    const { files, manifests } = manifestsOf({ '/p/wkg.toml': licensed('MIT') });
    assert.ok(manifests.at(uri));
    files.delete('/p/wkg.toml');
    assert.equal(manifests.at(uri), undefined);
  });

  it('is not a file with another name', () => {
    assert.equal(manifestsOf({ '/p/a.toml': '' }).manifests.at('file:///p/a.toml'), undefined);
  });
});

describe('the manifests of a folder', () => {
  const { manifests } = manifestsOf({
    '/w/wkg.toml': '',
    '/w/p/wkg.toml': '',
    '/w/p/deps.lock': '',
    '/w/p/README.md': '',
    '/w/p/wit/a.wit': '',
    '/w/q/componentize-py.toml': 'wit_directory = "wit"\n',
  });

  it('are those directly in it', () => {
    const found = manifests.in('file:///w/p').map(({ uri }) => uri);
    assert.deepEqual(found, ['file:///w/p/deps.lock', 'file:///w/p/wkg.toml']);
    assert.deepEqual(manifests.in('file:///w/p/wit'), []);
  });

  it('include the innermost parent manifest of each name', () => {
    const nearest = (folder: string) => manifests.nearest(`file://${folder}`, 'wkg.toml')?.uri;
    assert.equal(nearest('/w/p/wit'), 'file:///w/p/wkg.toml');
    assert.equal(nearest('/w/q/wit'), 'file:///w/wkg.toml');
    assert.equal(nearest('/elsewhere'), undefined);
  });

  it('include one above that refers to the folder as the WIT of a project', () => {
    assert.ok(manifests.isWitFolder('file:///w/q/wit'));
    assert.ok(!manifests.isWitFolder('file:///w/p/wit'));
  });
});
