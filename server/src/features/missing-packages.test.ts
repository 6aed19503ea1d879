import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Workspace } from '../analysis/workspace.ts';
import { parseFixture } from '../testing/fixture.ts';
import { memoryFileSystem } from '../testing/memory-file-system.ts';
import { diagnostics } from './diagnostics.ts';

/** The files that tell of a missing package. */
function tellers(fixture: string): string[] {
  const { files } = parseFixture(fixture);
  const snapshot = new Workspace(memoryFileSystem(files)).snapshot();
  return [...files.keys()].flatMap((path) => diagnostics(snapshot, `file://${path}`).map(() => path));
}

const dependency = (name: string) => `
//- /deps/${name}.wit
package dep:${name};
interface i { use wasi:io/poll@0.2.0.{pollable}; f: func() -> pollable; }`;

describe('a package that is missing is told of once', () => {
  const others = ['a', 'b', 'c'].map(dependency).join('');

  test('in the main package where that names it', () => {
    const main =
      '//- /main.wit\npackage a:b;\nworld w { import wasi:io/poll@0.2.0; import wasi:io/streams@0.2.0; }';
    assert.deepEqual(tellers(main + others), ['/main.wit']);
  });

  test('else in the first dependency that does', () => {
    assert.deepEqual(tellers(`//- /main.wit\npackage a:b;${others}`), ['/deps/a.wit']);
  });
});
