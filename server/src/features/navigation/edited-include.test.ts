import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Workspace } from '../../analysis/workspace.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';
import { definition } from './definition.ts';
import { references } from './references.ts';

const [MAIN, LOW] = ['file:///main.wit', 'file:///deps/low.wit'];
const main = 'package a:main;\nworld w { include a:middle/m with { trace as print } }';
const low = 'package a:low;\nworld l { import log: func(); }';

it('names that `include` gives lead to what they stand for in another package, also after it was edited', () => {
  const workspace = new Workspace(
    memoryFileSystem(
      new Map([
        ['/main.wit', main],
        ['/deps/middle.wit', 'package a:middle;\nworld m { include a:low/l with { log as trace } }'],
        ['/deps/low.wit', low],
      ]),
    ),
  );
  workspace.open(MAIN, main, 1);
  workspace.open(LOW, low, 1);
  const texts = [
    low,
    low.replace('import', 'import first: func();\n  import'),
    low.replace('log', 'logs'),
    low,
  ];
  const found = texts.map((text, n) => {
    workspace.open(LOW, text, n + 2);
    const place = { uri: MAIN, offset: main.indexOf('print') };
    const snapshot = workspace.snapshot();
    const places = references(snapshot, place, { includeDeclaration: false }) ?? [];
    return {
      defined: definition(snapshot, place).map(({ uri, start, end }) => [uri, text.slice(start, end)]),
      files: [...new Set(places.map(({ uri }) => uri))].sort(),
    };
  });
  const known = { defined: [[LOW, 'log']], files: ['file:///deps/middle.wit', MAIN] };
  const unknown = { defined: [], files: [] };
  assert.deepEqual(found, [known, known, unknown, known]);
});
