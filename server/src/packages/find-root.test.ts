import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from '../syntax/parse.ts';
import { parseFixture } from '../testing/fixture.ts';
import { memoryFileSystem, uriOfPath } from '../testing/memory-file-system.ts';
import { decodedUri, type Encoded, encodedFile, isDecoded, type ReadEncoded } from './encoded.ts';
import { directoryRoot, fileRoot, rootDirectoryOf } from './find-root.ts';
import type { Root } from './package-source.ts';

function workspace(text: string) {
  const files = new Map(parseFixture(text).files);
  const fs = memoryFileSystem(files);
  const read = (uri: string) => {
    const found = fs.readText(uri);
    return found === undefined ? undefined : parse(uri, found);
  };
  const root = (path: string, encoded?: ReadEncoded) => directoryRoot(fs, read, uriOfPath(path), encoded);
  return { files, fs, read, root };
}

/** Keys of the packages of a root: each group's own, and those nested in it. */
const packages = ({ main, dependencies }: Root): string[] =>
  [main, ...dependencies].flatMap((group) => [group.main, ...group.nested]).map(({ key }) => key);

describe('a directory', () => {
  it('is one package with all its files and its deps', () => {
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

  it('is not a root without a .wit file', () => {
    assert.equal(workspace('//- /wit/a.txt\nx').root('/wit'), undefined);
  });

  it('reports folders in deps without WIT, and binary packages', () => {
    const found = workspace(`
//- /a.wit
package a:b;
//- /deps/c/readme.txt
nothing
//- /deps/d.wasm
binary
//- /deps/e/e.wasm
binary
`).root('')!;
    assert.deepEqual(found.emptyFolders, [
      { uri: 'file:///deps/c', encoded: undefined },
      { uri: 'file:///deps/e', encoded: 'e.wasm' },
    ]);
    assert.deepEqual(found.unread, [
      { uri: 'file:///deps/d.wasm', why: { kind: 'unavailable', reasons: [] } },
    ]);
  });

  it('has encoded packages last, as their decoded documents', () => {
    const { files, root } = workspace(`
//- /a.wit
package a:b;
//- /deps/c.wasm
binary
//- /deps/d.wat
binary
//- /deps/e.wasm
binary
//- /deps/f.wasm
package f:text;
//- /deps/g.wasm
Not Found
//- /deps/z.wit
package z:z;
`);
    files.set('wit-decoded:/deps/c.wasm.wit', 'package c:c;');
    const notWasm = { kind: 'refused', refusal: { kind: 'not-wasm', reasons: [] } } as const;
    const states: Record<string, Encoded> = {
      c: { kind: 'text', uri: 'wit-decoded:/deps/c.wasm.wit' },
      d: { kind: 'merged' },
      e: { kind: 'pending' },
      f: notWasm,
      g: notWasm,
    };
    const found = root('', (folder, uris) => uris.map((uri) => states[uri.slice(folder.length + 1)[0]!]!))!;
    assert.deepEqual(packages(found), ['a:b', 'z:z', 'c:c', 'f:text']);
    assert.deepEqual(found.unread, [
      { uri: 'file:///deps/e.wasm', why: 'pending' },
      { uri: 'file:///deps/g.wasm', why: notWasm.refusal },
    ]);
  });
});

describe('the decoded document of an encoded file', () => {
  it('has the name of the file with another scheme and the extension of WIT', () => {
    for (const file of ['file:///w/deps/c.wasm', 'file:///c%3A/w/c.wat', 'file://server/w/c.wasm']) {
      assert.equal(encodedFile(decodedUri(file)), file);
      assert.ok(isDecoded(decodedUri(file)));
    }
    assert.equal(decodedUri('file:///w/c.wasm'), 'wit-decoded:/w/c.wasm.wit');
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

  it('belongs to its directory', () => {
    assert.equal(rootDirectoryOf(fs, 'file:///wit/a.wit'), 'file:///wit');
  });

  it('belongs to the package whose deps contain it', () => {
    assert.equal(rootDirectoryOf(fs, 'file:///wit/deps/c/x.wit'), 'file:///wit');
    assert.equal(rootDirectoryOf(fs, 'file:///wit/deps/e.wit'), 'file:///wit');
  });

  it('does not belong to a package without files beside deps', () => {
    assert.equal(rootDirectoryOf(fs, 'file:///alone/deps/x.wit'), 'file:///alone/deps');
  });

  it('does not include other files if it is a package of its own', () => {
    assert.deepEqual(packages(fileRoot(read, 'file:///wit/a.wit')!), ['a:b']);
  });
});
