import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from '../../parse.ts';
import { shape } from '../../testing/shape.ts';

/** A text with one mistyped word, the intended keyword, and the items that have to be read as if it were correct. */
const cases: readonly (readonly [text: string, word: string, meant: string])[] = [
  ['interface i {\n  recrod r {\n    a: u8,\n  }\n  f: func() -> r;\n}', 'recrod', 'record'],
  ['interface i {\n  struct r {\n    a: u8,\n  }\n}', 'struct', 'record'],
  ['interface i {\n  varaint v { a(u8), b }\n}', 'varaint', 'variant'],
  ['interface i {\n  enmu e { a, b }\n}', 'enmu', 'enum'],
  ['interface i {\n  flgas f { a, b }\n}', 'flgas', 'flags'],
  ['interface i {\n  tpye t = u8;\n}', 'tpye', 'type'],
  ['interface i {\n  resuorce r;\n}', 'resuorce', 'resource'],
  ['interface i {\n  resource r {\n    constuctor(a: u8);\n  }\n}', 'constuctor', 'constructor'],
  ['interface i {\n  usee j.{t};\n}', 'usee', 'use'],
  ['interface i {\n  f: func(a: lst<u8>) -> u8;\n}', 'lst', 'list'],
  ['interface i {\n  f: func(a: Optional<u8>) -> u8;\n}', 'Optional', 'option'],
  ['interfce i {\n  f: func();\n}', 'interfce', 'interface'],
  ['wrold w {\n  import i;\n}', 'wrold', 'world'],
  ['wrold w {\n}', 'wrold', 'world'],
  ['world w {\n  improt i;\n  export f: func();\n}', 'improt', 'import'],
  ['world w {\n  inclde v;\n}', 'inclde', 'include'],
  ['world w {\n  include v wiht { a as b }\n}', 'wiht', 'with'],
  ['world w {\n  import f: fnuc(a: u8);\n}', 'fnuc', 'func'],
  ['world w {\n  import f: asinc func();\n}', 'asinc', 'async'],
  ['world w {\n  export i: interfce {\n    f: func();\n  }\n}', 'interfce', 'interface'],
  ['package a:b {\n  interfce i {\n  }\n}', 'interfce', 'interface'],
];

describe('a mistyped keyword is one error, and its item is parsed', () => {
  for (const [text, word, meant] of cases) {
    test(`${word} instead of ${meant}`, () => {
      const { tokens, ast } = parse('file:///a.wit', text);
      const [error, ...others] = ast.errors;
      assert.equal(text.slice(tokens.start(error!.first), tokens.end(error!.last)), word);
      assert.equal(error!.detail.meant, meant);
      assert.deepEqual(others, []);
      assert.equal(shape(text), shape(text.replace(word, meant)));
    });
  }

  test('a function with a mistyped `func` keeps its types', () => {
    const text = 'interface i {\n  f: fucn(a: u8) -> u8;\n  g: sttic func();\n}';
    assert.equal(parse('file:///a.wit', text).ast.errors.length, 2);
    assert.equal(shape(text), 'interface i\n  f: func(a: u8) -> u8\n  g: func()');
  });

  test('an unrelated word before a name is skipped', () => {
    for (const text of ['interface i {\n  types t: func();\n}', 'interface i {\n  recrod r: u8;\n}'])
      assert.equal(parse('file:///a.wit', text).ast.errors[0]!.detail.meant, undefined);
  });
});
