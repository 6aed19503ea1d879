import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from '../syntax/parse.ts';
import { parseFixture } from '../testing/fixture.ts';
import { memoryFileSystem, uriOfPath } from '../testing/memory-file-system.ts';
import { directoryRoot, fileRoot, rootDirectoryOf } from './find-root.ts';
import type { Root } from './package-source.ts';

function workspace(text: string) {
  const { files } = parseFixture(text);
  const fs = memoryFileSystem(files);
  const read = (uri: string) => {
    const found = fs.readText(uri);
    return found === undefined || !uri.endsWith('.wit') ? undefined : parse(uri, found);
  };
  return { fs, read, root: (path: string) => directoryRoot(fs, read, uriOfPath(path)) };
}

/** Keys of the packages of a root: each group's own, and those nested in it. */
const packages = ({ main, dependencies }: Root): string[] =>
  [main, ...dependencies].flatMap((group) => [group.main, ...group.nested]).map(({ key }) => key);

describe('a directory', () => {
  it('is one package with all its files, and what stands in deps', () => {
    const { root } = workspace(`
//- /wit/b.wit
package a:b@1.0.0;
//- /wit/a.wit
interface i {}
//- /wit/deps/one/x.wit
package c:one;
//- /wit/deps/two.wit
package c:two;
package c:three {}
//- /wit/README.md
not WIT
//- /wit/other/x.wit
not read
`);
    const found = root('/wit')!;
    assert.deepEqual(packages(found), ['a:b@1.0.0', 'c:one', 'c:two', 'c:three']);
    assert.deepEqual(
      found.main.files.map(({ uri }) => uri),
      ['file:///wit/a.wit', 'file:///wit/b.wit'],
    );
  });

  it('is none without a .wit file', () => {
    assert.equal(workspace('//- /wit/a.txt\nx').root('/wit'), undefined);
  });

  it('tells of folders in deps without WIT, and of packages that are not text', () => {
    const found = workspace(`
//- /a.wit
package a:b;
//- /deps/c/readme.txt
nothing
//- /deps/d.wasm
binary
`).root('')!;
    assert.deepEqual(found.emptyFolders, ['file:///deps/c']);
    assert.deepEqual(found.unread, ['file:///deps/d.wasm']);
  });
});

describe('a file', () => {
  const { fs, read } = workspace(`
//- /wit/a.wit
package a:b;
//- /wit/deps/c/x.wit
package c:d;
//- /wit/deps/e.wit
package e:f;
//- /alone/deps/x.wit
package g:h;
`);

  it('is seen with its directory', () => {
    assert.equal(rootDirectoryOf(fs, 'file:///wit/a.wit'), 'file:///wit');
  });

  it('is seen with the package whose deps it stands in', () => {
    assert.equal(rootDirectoryOf(fs, 'file:///wit/deps/c/x.wit'), 'file:///wit');
    assert.equal(rootDirectoryOf(fs, 'file:///wit/deps/e.wit'), 'file:///wit');
  });

  it('is not, where nothing stands beside the deps', () => {
    assert.equal(rootDirectoryOf(fs, 'file:///alone/deps/x.wit'), 'file:///alone/deps');
  });

  it('sees no other file when it is taken by itself', () => {
    assert.deepEqual(packages(fileRoot(read, 'file:///wit/a.wit')!), ['a:b']);
  });
});
