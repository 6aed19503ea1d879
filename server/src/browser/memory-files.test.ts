import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryFiles } from './memory-files.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function filled(): MemoryFiles {
  const files = new MemoryFiles('vfs');
  files.set('vfs://host/repo/wit/world.wit', bytes('package a:b;'));
  files.set('vfs://host/repo/wit/deps/c%20d/x.wit', bytes('package c:d;'));
  files.set('vfs://host/repo/package.json', bytes('{}'));
  return files;
}

describe('MemoryFiles', () => {
  it('reads files as bytes and as text', () => {
    const files = filled();
    assert.equal(files.readText('vfs://host/repo/wit/world.wit'), 'package a:b;');
    assert.deepEqual(files.readBytes('vfs://host/repo/package.json'), bytes('{}'));
    assert.equal(files.readText('vfs://host/repo/wit'), undefined);
    assert.equal(files.readBytes('vfs://host/repo/other'), undefined);
  });

  it('lists the parent folders, sorted by name', () => {
    const files = filled();
    assert.deepEqual(files.readDirectory('vfs://host/repo'), [
      { name: 'package.json', kind: 'file' },
      { name: 'wit', kind: 'directory' },
    ]);
    assert.deepEqual(files.readDirectory('vfs://host/repo/wit/deps'), [{ name: 'c d', kind: 'directory' }]);
    assert.deepEqual(files.readDirectory('vfs://host/missing'), []);
  });

  it('replaces files', () => {
    const files = filled();
    files.set('vfs://host/repo/wit/world.wit', bytes('package e:f;'));
    assert.equal(files.readText('vfs://host/repo/wit/world.wit'), 'package e:f;');
    assert.equal(files.readDirectory('vfs://host/repo/wit').length, 2);
  });

  it('removes files with their folder, and folders that become empty', () => {
    const files = filled();
    files.delete('vfs://host/repo/wit/deps');
    assert.equal(files.readText('vfs://host/repo/wit/deps/c%20d/x.wit'), undefined);
    assert.deepEqual(files.readDirectory('vfs://host/repo/wit'), [{ name: 'world.wit', kind: 'file' }]);
    files.delete('vfs://host/repo/wit/world.wit');
    files.delete('vfs://host/repo/wit/world.wit');
    assert.deepEqual(files.readDirectory('vfs://host/repo'), [{ name: 'package.json', kind: 'file' }]);
  });
});
