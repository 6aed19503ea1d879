import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Workspace } from '../../analysis/workspace.ts';
import { KnownPackages } from '../../packages/known-packages.ts';
import { parseFixture } from '../../testing/fixture.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';
import { hover } from '../hover/hover.ts';
import { complete } from './complete.ts';

const known = new KnownPackages(() => ({
  'io/a.wit':
    'package wasi:io@0.2.0;\ninterface poll { resource pollable; poll: func(); }\nworld imports {}\n',
  'io-new/a.wit':
    'package wasi:io@0.3.0;\ninterface %list { use poll.{pollable as p}; }\ninterface poll { resource pollable; }\n',
  'nn/a.wit': 'package wasi:nn@0.1.0;\ninterface graph {}\n',
}));

function at(fixture: string) {
  const { files, cursor } = parseFixture(fixture);
  const snapshot = new Workspace(memoryFileSystem(files), known).snapshot();
  return { snapshot, place: { uri: `file://${cursor!.path}`, offset: cursor!.offset } };
}

function proposals(fixture: string): string[] {
  const { snapshot, place } = at(`package a:b;\n${fixture}`);
  return (complete(snapshot, place)?.items ?? []).map(({ text }) => text);
}

describe('known packages that are not in `deps`', () => {
  test('are proposed in paths, once, after existing ones', () => {
    assert.deepEqual(proposals('interface j {} interface i { use $0 }'), ['j', 'wasi:io/', 'wasi:nn/']);
    assert.deepEqual(proposals('world w { include wasi:$0 }'), ['io/', 'nn/']);
  });

  test('are proposed with their interfaces or worlds, and each version', () => {
    assert.deepEqual(proposals('interface i { use wasi:io/$0 }'), [
      'poll@0.2.0',
      '%list@0.3.0',
      'poll@0.3.0',
    ]);
    assert.deepEqual(proposals('world w { include wasi:io/$0 }'), ['imports@0.2.0']);
    assert.deepEqual(proposals('world w { import wasi:io/poll@$0 }'), ['0.2.0', '0.3.0']);
    assert.deepEqual(proposals('world w { import wasi:/poll@$0 }'), []);
  });

  test('are proposed with their types', () => {
    assert.deepEqual(proposals('interface i { use wasi:io/poll@0.2.0.{$0}; }'), ['pollable']);
    assert.deepEqual(proposals('interface i { use wasi:io/%list@0.3.0.{$0}; }'), ['p']);
  });

  test('are proposed beside existing versions', () => {
    const there = '\n//- /deps/io.wit\npackage wasi:io@0.2.0;\ninterface poll {}\n';
    assert.deepEqual(proposals(`interface i { use wasi:$0 }${there}`), ['io/', 'nn/']);
    const items = ['poll@0.2.0', '%list@0.3.0', 'poll@0.3.0'];
    assert.deepEqual(proposals(`interface i { use wasi:io/$0 }${there}`), items);
  });
});

test('are marked in the detail of a path', () => {
  const { snapshot, place } = at('package a:b;\nworld w { import wasi:io/po$0ll@0.2.0; }');
  const { markdown, start, end } = hover(snapshot, place)!;
  assert.match(markdown, /package wasi:io@0\.2\.0[^]*quick fix adds it/);
  assert.equal(snapshot.file(place.uri)!.tokens.text.slice(start, end), 'wasi:io/poll@0.2.0');
  const unknown = at('package a:b;\nworld w { import wasi:io/po$0ll@0.1.0; }');
  assert.equal(hover(unknown.snapshot, unknown.place), undefined);
});
