import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Workspace } from '../../analysis/workspace.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';
import { documentSymbols } from './document-symbols.ts';
import { workspaceSymbols } from './workspace-symbols.ts';

const uri = 'file:///a.wit';
const snapshotOf = (text: string) => new Workspace(memoryFileSystem(new Map([['/a.wit', text]]))).snapshot();

describe('symbols of items whose name is not typed yet', () => {
  for (const text of [
    'world w { import % : func(); }',
    'world w { } interface { f: func(); }',
    'world w {} package\n{ interface i {} }',
  ])
    it(`have no symbol in ${JSON.stringify(text)}`, () => {
      const snapshot = snapshotOf(`package a:b;\n${text}\n`);
      const outline = documentSymbols(snapshot, uri).flatMap((one) => [one, ...one.children]);
      const names = [...outline, ...workspaceSymbols(snapshot, '')].map(({ name }) => name);
      assert.ok(names.includes('w'));
      assert.ok(!names.some((name) => /^:?$/.test(name)), names.join());
    });
});
