import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnostics } from '../features/diagnostics.ts';
import { definition } from '../features/navigation/definition.ts';
import { memoryFileSystem, uriOfPath } from '../testing/memory-file-system.ts';
import { Workspace } from './workspace.ts';

const [MAIN, BEFORE, NOW] = ['/main.wit', '/deps/low/low.wit', '/deps/other/low.wit'];

for (const [what, ...moved] of [
  ['each file', BEFORE, NOW],
  ['the folders', '/deps/low', '/deps/other'],
] as const)
  test(`a folder in deps is renamed, and the client reports ${what}`, () => {
    const main = 'package a:b;\nworld w { import a:low/low; }\n';
    const low = 'package a:low;\ninterface low { f: func(x: nope); }\n';
    const files = new Map([
      [MAIN, main],
      [BEFORE, low],
    ]);
    const workspace = new Workspace(memoryFileSystem(files));
    workspace.changeFolders(['file:///'], []);
    const name = main.indexOf('low;');
    const targets = () =>
      definition(workspace.snapshot(), { uri: uriOfPath(MAIN), offset: name }).map(({ uri }) => uri);
    const mistakes = (path: string) =>
      diagnostics(workspace.snapshot(), uriOfPath(path)).map(({ code }) => code);
    assert.deepEqual(targets(), [uriOfPath(BEFORE)]);

    files.delete(BEFORE);
    files.set(NOW, low);
    workspace.changedOnDisk(moved.map((path) => ({ uri: uriOfPath(path), kind: 'existence' })));
    assert.deepEqual(targets(), [uriOfPath(NOW)]);
    assert.deepEqual([mistakes(BEFORE), mistakes(NOW)], [[], ['unknown-type']]);
  });
