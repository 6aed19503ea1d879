import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Workspace } from '../../analysis/workspace.ts';
import { parseFixture } from '../../testing/fixture.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';
import { complete } from './complete.ts';

function labels(text: string): readonly string[] {
  const { files, cursor } = parseFixture(`package a:b;\n${text}\n`);
  const snapshot = new Workspace(memoryFileSystem(files)).snapshot();
  return (complete(snapshot, { uri: 'file:///main.wit', offset: cursor!.offset })?.items ?? []).map(
    ({ label }) => label,
  );
}

describe('a keyword', () => {
  const names: readonly (readonly [string, string])[] = [
    ['%type', 'interface i { record r { type$0 } }'],
    ['%list', 'interface i { record r { a: u8, list$0: u8 } }'],
    ['%func', 'interface i { f: func(func$0: u8); }'],
    ['%record', 'interface i { enum e { a, record$0 } }'],
    ['%string', 'interface i { variant e { a, string$0(u8) } }'],
    ['%use', 'interface i { flags e { use$0, b } }'],
    ['%type', 'interface i { type$0: func(); }'],
    ['%type', 'interface i { @unstable(feature = x) type$0: func(); }'],
    ['%static', 'interface i { resource r { static$0: func(); } }'],
    ['%enum', 'interface i { record enum$0 { a: u8 } }'],
    ['%world', 'interface world$0 { }'],
    ['%list', 'interface i { type list$0 = u8; }'],
    ['%export', 'world w { import export$0: interface {} }'],
    ['%record', 'interface j { type a = u8; } interface i { use j.{a as record$0}; }'],
  ];
  for (const [name, text] of names)
    test(`that can only be a name is escaped with \`%\`: ${text}`, () =>
      assert.deepEqual(labels(text), [name]));

  const words: readonly string[] = [
    'interface i { type$0 }',
    'interface i { f: func(a: list$0); }',
    'interface i { f: func$0 }',
    'world w { import$0 }',
    'interface$0',
    'interface i { record r { a: record$0 } }',
  ];
  for (const text of words)
    test(`that is a keyword is not escaped: ${text}`, () =>
      assert.deepEqual(
        labels(text).filter((one) => one.startsWith('%')),
        [],
      ));
});
