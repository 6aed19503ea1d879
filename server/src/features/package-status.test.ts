import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Workspace } from '../analysis/workspace.ts';
import { memoryFileSystem } from '../testing/memory-file-system.ts';
import { packageStatus } from './package-status.ts';

it('the status of a file has its package, worlds and gates', () => {
  const files = new Map([
    ['/a.wit', 'package t:a@1.0.0;\nworld one {}\ninterface i { @unstable(feature = fast) f: func(); }\n'],
    ['/b.wit', 'world two {}\n'],
  ]);
  const snapshot = new Workspace(memoryFileSystem(files)).snapshot();
  assert.deepEqual(packageStatus(snapshot, 'file:///b.wit'), {
    package: 't:a@1.0.0',
    worlds: ['one', 'two'],
    gates: ['fast'],
  });
  assert.equal(packageStatus(snapshot, 'file:///composition.toml'), undefined);
  assert.equal(packageStatus(snapshot, 'file:///none.wit'), undefined);
});
