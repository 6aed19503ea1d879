import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { Workspace } from '../analysis/workspace.ts';
import { diagnostics } from '../features/diagnostics.ts';
import type { FileSystem } from '../packages/file-system.ts';
import { checkPath } from './check-path.ts';
import { nodeFileSystem, uriOf } from './file-system.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

/** A folder on disk with these files. */
function disk(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'wit-disk-'));
  folders.push(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** Root may read everything: it does `action` as a user without rights. */
function asUnprivilegedUser(action: () => void): void {
  if (process.getuid?.() !== 0) return action();
  process.seteuid!(65_534);
  try {
    action();
  } finally {
    process.seteuid!(0);
  }
}

/** The files that a server would check after opening the folder, relative to it. */
function checked(root: string, fs: FileSystem = nodeFileSystem): string[] {
  const workspace = new Workspace(fs);
  workspace.changeFolders([uriOf(root)], []);
  const uris = [...workspace.filesToCheck()].filter((uri) => uri !== undefined);
  for (const uri of uris) diagnostics(workspace.snapshot(), uri);
  return uris.map((uri) => uri.slice(uriOf(root).length));
}

const codes = async (path: string) => (await checkPath(path, {}))!.diagnostics.map(({ code }) => code);

describe('symbolic links', () => {
  it('to a parent folder, to itself and to a missing target are ignored', () => {
    const root = disk({ 'a/b/x.wit': 'package a:b;' });
    symlinkSync('..', join(root, 'a/b/up'));
    symlinkSync('self', join(root, 'a/self'));
    symlinkSync('nothing', join(root, 'a/gone.wit'));
    assert.deepEqual(checked(root), ['/a/b/x.wit']);
  });

  it(
    'to a device, which may have no end, are not read',
    { skip: process.platform === 'win32' && 'Windows has no devices by path' },
    () => {
      const root = disk({ 'a.wit': 'package a:b;' });
      symlinkSync('/dev/zero', join(root, 'endless.wit'));
      assert.equal(nodeFileSystem.readText(uriOf(join(root, 'endless.wit'))), undefined);
      assert.deepEqual(checked(root), ['/a.wit']);
    },
  );

  it('in a cycle are followed once', () => {
    const root = disk({ 'one/a.wit': 'package a:one;', 'two/b.wit': 'package a:two;' });
    symlinkSync('../two', join(root, 'one/to-two'));
    symlinkSync('../one', join(root, 'two/to-one'));
    assert.deepEqual(checked(root), ['/one/a.wit', '/one/to-two/b.wit', '/two/b.wit', '/two/to-one/a.wit']);
  });

  it('with exponentially many paths are each followed once', () => {
    const files = Object.fromEntries([...Array(20).keys()].map((n) => [`${n}/x.txt`, '']));
    const root = disk({ ...files, '20/a.wit': 'package a:b;' });
    for (let n = 0; n < 20; n++)
      for (const name of ['left', 'right']) symlinkSync(`../${n + 1}`, join(root, `${n}/${name}`));
    assert.equal(checked(root).length, 2);
  });

  it('may be files of a package, and packages in `deps`', async () => {
    const root = disk({ 'wit/a.wit': 'package a:b;\nworld w { import c:d/i; }', 'd/x.wit': 'package c:d;' });
    writeFileSync(join(root, 'd/i.txt'), 'interface i {}');
    symlinkSync('i.txt', join(root, 'd/i.wit'));
    mkdirSync(join(root, 'wit/deps'));
    symlinkSync('../../d', join(root, 'wit/deps/d'));
    assert.deepEqual(await codes(join(root, 'wit')), []);
  });
});

describe('file names', () => {
  it('that are encoded in URIs are found', async () => {
    const names = ['a b.wit', '100%.wit', 'ü#?.wit', '[x]+&=.wit', '%41.wit'];
    const files = names.map((name, n) => [`w it/${name}`, n === 0 ? 'package a:b;' : `interface i${n} {}`]);
    const root = disk(Object.fromEntries([...files, ['w it/w.wit', 'world w { import i1; import i4; }']]));
    assert.deepEqual(await codes(join(root, 'w it')), []);
    assert.equal(checked(root).length, names.length + 1);
  });

  it('of folders may end with .wit', async () => {
    const root = disk({ 'x.wit/a.wit': 'package a:b;', 'a.wit': 'package c:d;' });
    assert.deepEqual(checked(root), ['/a.wit', '/x.wit/a.wit']);
    assert.deepEqual(await codes(root), []);
    assert.deepEqual(await codes(join(root, 'x.wit')), []);
  });
});

describe('folders', () => {
  it('of build tools are ignored', () => {
    const wit = 'package a:b;';
    const root = disk({
      'node_modules/x/a.wit': wit,
      'target/a.wit': wit,
      '.git/a.wit': wit,
      'w/a.wit': wit,
    });
    assert.deepEqual(checked(root), ['/w/a.wit']);
  });

  it('of build tools are read if a manifest refers to them', () => {
    const manifest = 'wit_directory = "target/wit"\n';
    const root = disk({ 'componentize-py.toml': manifest, 'target/wit/a.wit': 'package a:b;' });
    assert.deepEqual(checked(root), ['/componentize-py.toml', '/target/wit/a.wit']);
  });

  it('that are not readable are ignored', () =>
    asUnprivilegedUser(() => {
      const root = disk({ 'a/a.wit': 'package a:b;', 'b/b.wit': 'package b:b;' });
      chmodSync(join(root, 'a'), 0);
      chmodSync(join(root, 'b/b.wit'), 0);
      assert.deepEqual(checked(root), ['/b/b.wit']);
      chmodSync(join(root, 'a'), 0o700);
    }));
});

describe('files', () => {
  it('that are deleted between listing and reading are ignored', async () => {
    const root = disk({ 'a.wit': 'package a:b;', 'b.wit': 'interface i {}', 'deps/c/c.wit': 'package c:d;' });
    const gone = new Set(['b.wit', 'c.wit']);
    const vanishing: FileSystem = {
      ...nodeFileSystem,
      readText: (uri) =>
        gone.has(uri.slice(uri.lastIndexOf('/') + 1)) ? undefined : nodeFileSystem.readText(uri),
    };
    const workspace = new Workspace(vanishing);
    workspace.changeFolders([uriOf(root)], []);
    const found = [...workspace.filesToCheck()].flatMap((uri) =>
      uri === undefined ? [] : diagnostics(workspace.snapshot(), uri).map(({ code }) => code),
    );
    assert.deepEqual(found, ['empty-dependency']);
  });

  it('with invalid UTF-8 are reported at the first bad byte, also in a comment', async () => {
    const text = Buffer.concat([Buffer.from('package a:b;\n// Gr\u{fc}ße 😀 '), Buffer.from([0xfc, 0x0a])]);
    const root = disk({ 'latin.wit': text });
    const { ok, diagnostics: found } = (await checkPath(join(root, 'latin.wit'), {}))!;
    assert.equal(ok, false);
    assert.deepEqual(
      found.map(({ code, range }) => [code, range.start]),
      [['invalid-utf8', { line: 1, character: 12 }]],
    );
    assert.match(found[0]!.message, /^The byte 0xfc is not valid UTF-8/);
  });

  it('with invalid UTF-8 have their other errors reported, except at the bad bytes', async () => {
    const text = Buffer.concat([
      Buffer.from('package a:b;\ninterface i { f: func(a: x'),
      Buffer.from([0x80]),
      Buffer.from(');\n g: func(a: y); }'),
    ]);
    const found = await codes(join(disk({ 'a.wit': text }), 'a.wit'));
    assert.equal(found.filter((code) => code === 'invalid-utf8').length, 1);
    assert.ok(found.includes('unknown-type'));
  });

  it('in UTF-16 have one diagnostic', async () => {
    const text = Buffer.from('\u{feff}package a:b;\ninterface i {}\n', 'utf16le');
    assert.deepEqual(await codes(join(disk({ 'a.wit': text }), 'a.wit')), ['invalid-utf8']);
  });

  it('that contain U+FFFD are valid', async () => {
    assert.deepEqual(await codes(join(disk({ 'a.wit': 'package a:b; // \u{fffd}' }), 'a.wit')), []);
  });

  it('with invalid UTF-8 use the text of the document once it is edited', () => {
    const root = disk({ 'a.wit': Buffer.concat([Buffer.from('package a:b; // '), Buffer.from([0xff])]) });
    const uri = uriOf(join(root, 'a.wit'));
    const workspace = new Workspace(nodeFileSystem);
    const codesNow = () => diagnostics(workspace.snapshot(), uri).map(({ code }) => code);
    workspace.open(uri, 'package a:b; // \u{fffd}', 1);
    assert.deepEqual(codesNow(), ['invalid-utf8']);
    workspace.open(uri, 'package a:b; // ÿ', 2);
    assert.deepEqual(codesNow(), []);
  });
});

describe('a manifest as the path of check', () => {
  it('is checked', async () => {
    const root = disk({
      'wkg.lock': 'version = 2\n',
      'deps.toml': '',
      'other.toml': '[',
      'wit/a.wit': 'package a:b;',
    });
    assert.deepEqual(await codes(join(root, 'wkg.lock')), ['manifest-version']);
    assert.deepEqual(await codes(join(root, 'deps.toml')), []);
    assert.deepEqual(await codes(join(root, 'other.toml')), []);
  });

  it('is reported with its package, relative to the working directory', async () => {
    const root = disk({ 'wkg.toml': '[', 'wit/a.wit': 'package a:b;' });
    const { ok, diagnostics: found } = (await checkPath(join(root, 'wit'), {}))!;
    assert.equal(ok, true);
    assert.equal(found[0]?.code, 'manifest-syntax');
    assert.ok(found[0].file.endsWith('wkg.toml') && !found[0].file.includes('wit/'));
  });
});
