import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foldersUpFrom, relativePath, resolvePath } from './paths.ts';

describe('a path in a manifest', () => {
  it('is relative to the folder of the manifest', () => {
    assert.equal(resolvePath('file:///a/b', '../c/./d'), 'file:///a/c/d');
    assert.equal(resolvePath('file:///a/b', '.'), 'file:///a/b');
    assert.equal(resolvePath('file:///a', '../../../x'), 'file:///x');
  });

  it('may be absolute', () => {
    assert.equal(resolvePath('file:///a/b', '/c'), 'file:///c');
    assert.equal(resolvePath('file:///d:/b', 'C:\\x\\y'), 'file:///c:/x/y');
    assert.equal(resolvePath('file:///d:/b', '..\\y'), 'file:///d:/y');
    assert.equal(resolvePath('vscode-vfs://host/b', '/c'), 'vscode-vfs://host/c');
  });

  it('is encoded like a file URI', () => {
    assert.equal(resolvePath('file:///a%20b', 'c d/%#?'), 'file:///a%20b/c%20d/%25%23%3F');
  });

  it('may contain a lone surrogate', () => {
    assert.equal(resolvePath('file:///a', 'b\ud83d'), 'file:///a/b%EF%BF%BD');
    assert.equal(resolvePath('file:///a', '\u{1f4a5}'), 'file:///a/%F0%9F%92%A5');
  });
});

describe('a displayed path', () => {
  it('is relative to a folder', () => {
    assert.equal(relativePath('file:///a/b', 'file:///a/c%20d/e'), '../c d/e');
    assert.equal(relativePath('file:///a', 'file:///a/b'), 'b');
    assert.equal(relativePath('file:///a', 'file:///a'), '.');
    assert.equal(relativePath('file:///a', 'vscode-vfs://host/a'), 'vscode-vfs://host/a');
  });
});

describe('parent folders', () => {
  it('end at the root', () => {
    assert.deepEqual([...foldersUpFrom('file:///a/b')], ['file:///a/b', 'file:///a']);
    assert.deepEqual([...foldersUpFrom('untitled:a')], []);
  });
});
