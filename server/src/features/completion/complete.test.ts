import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Workspace } from '../../analysis/workspace.ts';
import { parseFixture } from '../../testing/fixture.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';
import { complete } from './complete.ts';

/** The texts that would be inserted, in the order they are proposed. */
function proposals(fixture: string): string[] {
  const { files, cursor } = parseFixture(fixture);
  const workspace = new Workspace(memoryFileSystem(files));
  const found = complete(workspace.snapshot(), { uri: `file://${cursor!.path}`, offset: cursor!.offset });
  return (found?.items ?? []).map(({ text }) => text);
}

const dependency = `//- /deps/io.wit
package wasi:io@0.2.0;
interface streams { resource input-stream; type %list = u8; ready: func(); }
interface poll {}
world imports {}
//- /main.wit
package a:b;
`;

describe('completion', () => {
  test('types: those in scope first, then those of the language', () => {
    const found = proposals('package a:b;\ninterface i { resource r; type t = u8; f: func(x: $0); }');
    assert.deepEqual(found.slice(0, 2), ['r', 't']);
    assert.ok(found.includes('u8') && !found.includes('f'));
  });

  test('a path: items of the package but the one that it is in, then packages', () => {
    assert.deepEqual(proposals(`${dependency}interface j {}\ninterface i { use $0 }`), ['j', 'wasi:io/']);
  });

  test('what follows in a path does not repeat what is there', () => {
    assert.deepEqual(proposals(`${dependency}interface i { use wasi:$0 }`), ['io/']);
    const items = ['streams@0.2.0', 'poll@0.2.0'];
    assert.deepEqual(proposals(`${dependency}interface i { use wasi:io/$0 }`), items);
    assert.deepEqual(proposals(`${dependency}world w { include wasi:io/$0 }`), ['imports@0.2.0']);
  });

  test('the names of a use, escaped where they must be, without those that are there', () => {
    const found = proposals(`${dependency}interface i { use wasi:io/streams@0.2.0.{input-stream, $0}; }`);
    assert.deepEqual(found, ['%list']);
  });

  test('nothing in a comment, and nothing for a new name', () => {
    assert.deepEqual(proposals('package a:b;\n// $0'), []);
    assert.deepEqual(proposals('package a:b;\ninterface i { record $0 }'), []);
  });
});
