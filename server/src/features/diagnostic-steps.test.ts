import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Workspace } from '../analysis/workspace.ts';
import { memoryFileSystem } from '../testing/memory-file-system.ts';
import { diagnostics, diagnosticSteps } from './diagnostics.ts';

const main = 'file:///main.wit';
const functions = Array.from({ length: 1000 }, (_, n) => `f${n}: func(a: u8, a: u8);`).join('\n');
const files = new Map([
  ['/main.wit', `package a:main;\ninterface i { use a:low/low.{t}; ${functions} g: func() -> t; }\n`],
  ['/deps/low.wit', 'package a:low;\ninterface low { type t = missing; }\n'],
]);
const snapshot = () => new Workspace(memoryFileSystem(files)).snapshot();

test('a check in steps finds the same, also where another continues it', () => {
  const expected = diagnostics(snapshot(), main);
  assert.equal(expected.length, 1000);
  const state = snapshot();
  const [one, other] = [diagnosticSteps(state, main, 'root'), diagnosticSteps(state, main, 'file')];
  for (let n = 0; n < 20; n++) {
    assert.equal(one.next().done, false);
    assert.equal(other.next().done, false);
  }
  assert.deepEqual(diagnostics(state, main), expected, 'interrupted');
  const rest = [...one, ...other];
  assert.ok(rest.length < 5, 'nothing is checked again');
  assert.deepEqual(diagnostics(state, main), expected);
});
