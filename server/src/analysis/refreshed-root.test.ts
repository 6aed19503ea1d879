import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { diagnostics } from '../features/diagnostics.ts';
import type { FileSystem } from '../packages/file-system.ts';
import { memoryFileSystem } from '../testing/memory-file-system.ts';
import { Workspace } from './workspace.ts';

/** A workspace that counts how often it looks at the disk. */
function open(files: Record<string, string>) {
  const disk = memoryFileSystem(new Map(Object.entries(files)));
  const looks = { count: 0 };
  const counting: FileSystem = {
    readText: (uri) => (looks.count++, disk.readText(uri)),
    readBytes: (uri) => (looks.count++, disk.readBytes(uri)),
    readDirectory: (uri) => (looks.count++, disk.readDirectory(uri)),
  };
  const workspace = new Workspace(counting);
  workspace.changeFolders(['file:///w'], []);
  let version = 0;
  const type = (path: string, text: string) => {
    workspace.open(`file://${path}`, text, ++version);
    const found = diagnostics(workspace.snapshot(), `file://${path}`);
    return found.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  };
  return { looks, type };
}

const text = 'package a:b;\ninterface i { use c:d/j.{t}; f: func() -> t; }\n';
const dependency = 'package c:d;\ninterface j { type t = u8; }\n';

describe('typing', () => {
  it('does not read folders or other files', () => {
    const { looks, type } = open({ '/w/a.wit': text, '/w/deps/c.wit': dependency });
    assert.deepEqual(type('/w/a.wit', text), []);
    looks.count = 0;
    assert.deepEqual(type('/w/a.wit', text.replace('-> t', '-> v')), ['unknown-type']);
    assert.deepEqual(type('/w/a.wit', text), []);
    assert.equal(looks.count, 0);
  });

  it('in a dependency updates its dependents', () => {
    const { type } = open({ '/w/a.wit': text, '/w/deps/c.wit': dependency });
    type('/w/a.wit', text);
    type('/w/deps/c.wit', dependency);
    type('/w/deps/c.wit', dependency.replace('type t', 'type v'));
    assert.deepEqual(type('/w/a.wit', text), ['unknown-used-name']);
  });

  it('in a part of a split package tells whether the parts are copies', () => {
    const { type } = open({
      '/w/a.wit': 'package a:b;\n',
      '/w/deps/c.wit': dependency,
      '/w/deps/c/c.wit': 'package c:d;\ninterface k {}\n',
    });
    type('/w/deps/c.wit', dependency);
    assert.deepEqual(type('/w/deps/c.wit', dependency.replace('j', 'l')), ['package-split-in-deps']);
    assert.deepEqual(type('/w/deps/c.wit', dependency.replace('j', 'k')), ['duplicate-package']);
    assert.deepEqual(type('/w/deps/c.wit', dependency), ['package-split-in-deps']);
  });

  it('a reference to a package that a manifest lists loads that package', () => {
    const { type } = open({
      '/w/a.wit': 'package a:b;',
      '/w/wkg.toml': '[overrides]\n"c:d" = { path = "../c" }\n',
      '/c/c.wit': dependency,
    });
    assert.deepEqual(type('/w/a.wit', 'package a:b;\n'), []);
    assert.deepEqual(type('/w/a.wit', 'package a:b;\ninterface i { use c:d/k.{t}; }\n'), [
      'unknown-item-in-package',
    ]);
    assert.deepEqual(type('/w/a.wit', 'package a:b;\ninterface i { use c:e/k.{t}; }\n'), ['unknown-package']);
  });

  it('another package name makes the package missing in its dependents', () => {
    const { type } = open({ '/w/a.wit': text, '/w/deps/c.wit': dependency });
    type('/w/deps/c.wit', dependency);
    assert.deepEqual(type('/w/a.wit', text), []);
    type('/w/deps/c.wit', dependency.replace('c:d', 'c:e'));
    assert.deepEqual(type('/w/a.wit', text), ['unknown-package']);
  });
});

describe('a file directly in deps that changes its package', () => {
  it('is merged with the other files of the new package', () => {
    const { type } = open({
      '/w/a.wit': 'package a:b;\n',
      '/w/deps/poll.wit': 'package c:io;\ninterface poll { resource pollable; }\n',
      '/w/deps/streams.wit': 'package c:other;\n',
    });
    assert.deepEqual(type('/w/deps/streams.wit', 'package c:other;\n'), []);
    const same = 'package c:io;\ninterface streams { use poll.{pollable}; f: func() -> pollable; }\n';
    assert.deepEqual(type('/w/deps/streams.wit', same), ['package-split-in-deps']);
    assert.deepEqual(type('/w/deps/streams.wit', same.replace('c:io', 'c:other')), ['unknown-item']);
  });
});
