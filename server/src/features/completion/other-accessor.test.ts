import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Workspace } from '../../analysis/workspace.ts';
import { parseFixture } from '../../testing/fixture.ts';
import { memoryFileSystem } from '../../testing/memory-file-system.ts';
import { complete } from './complete.ts';

/** The inserted text, if there is one proposal. */
function only(text: string): string | undefined {
  const { files, cursor } = parseFixture(`package a:b;\n${text}\n`);
  const snapshot = new Workspace(memoryFileSystem(files)).snapshot();
  const found = complete(snapshot, { uri: 'file:///main.wit', offset: cursor!.offset })?.items ?? [];
  return found.length === 1 ? found[0]!.text : undefined;
}

describe('the other accessor of a property', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['interface i {\n  a: get() -> list<u8>;\n  a: $0\n}', 'set(${1:value}: list<u8>)'],
    ['interface i {\n  a: get() -> u8;\n  a: se$0\n}', 'set(${1:value}: u8)'],
    ['interface i {\n  a: set(v: u8);\n  a: $0\n}', 'get() -> u8'],
    ['interface i {\n  a: $0\n  a: set(v: u8);\n}', 'get() -> u8'],
    [
      'interface i {\n  a: get() -> result<u8, string>;\n  a: $0\n}',
      'set(${1:value}: u8) -> result<_, string>',
    ],
    ['interface i {\n  %type: get() -> u8;\n  %type: $0\n}', 'set(${1:value}: u8)'],
    ['interface i { resource r {\n  a: get() -> r;\n  a: $0\n} }', 'set(${1:value}: r)'],
    ['interface i { resource r {\n  a: static get() -> u8;\n  a: $0\n} }', 'static set(${1:value}: u8)'],
    ['interface i { resource r {\n  a: static get() -> u8;\n  a: static $0\n} }', 'set(${1:value}: u8)'],
    ['world w {\n  import a: get() -> u8;\n  import a: $0\n}', 'set(${1:value}: u8)'],
  ];
  for (const [text, inserted] of cases)
    test(`is the only proposal: ${text.replaceAll('\n', ' ')}`, () => assert.equal(only(text), inserted));

  const others: readonly string[] = [
    'interface i {\n  a: get() -> u8;\n  b: $0\n}',
    'interface i {\n  a: get() -> u8;\n  a: set(v: u8);\n  a: $0\n}',
    'interface i {\n  a: get() -> u8;\n  resource r {\n    a: $0\n  }\n}',
    'interface i {\n  resource q {\n    a: get() -> u8;\n  }\n  resource r {\n    a: $0\n  }\n}',
    'world w {\n  import a: get() -> u8;\n  export a: $0\n}',
  ];
  for (const text of others)
    test(`is none of several proposals: ${text.replaceAll('\n', ' ')}`, () =>
      assert.equal(only(text), undefined));
});
