import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from '../parse.ts';

const errorsOf = (body: string) => {
  const { ast, tokens } = parse('file:///a.wit', `package a:b;\ninterface i {\n${body}\n}\n`);
  return ast.errors.map(({ code, first, last }) => [
    code,
    tokens.text.slice(tokens.start(first), tokens.end(last)),
  ]);
};

describe('a type with its interface before a dot', () => {
  test('is one error, at the token that wit-parser reports', () => {
    for (const [type, found] of [
      ['types.request', '.request'],
      ['list<types.request>', '.request'],
      ['own<types.request>', '.request'],
      ['types.result', '.result'],
      ['c:d/types.request', ':d/types.request'],
      ['c:d/types@1.0.0.request', ':d/types@1.0.0.request'],
      ['c:d/types.request@1.0.0', ':d/types.request@1.0.0'],
      ['x.y.z', '.y.z'],
    ]) {
      assert.deepEqual(errorsOf(`f: func(a: ${type}, b: u8) -> u8;`), [['dotted-type', found]], type);
    }
  });

  test('does not affect the following items', () => {
    assert.deepEqual(
      errorsOf('f: func(a: x.y) -> u8\ng: func();').map(([code]) => code),
      ['dotted-type', 'unexpected-token'],
    );
    const { ast } = parse(
      'file:///a.wit',
      'package a:b;\ninterface i { f: func(a: x.y, b: u8) -> u8; g: func(); }',
    );
    const [item] = ast.items;
    assert.ok(item?.kind === 'interface');
    const [f, g] = item.items;
    assert.ok(f?.kind === 'function' && g?.kind === 'function');
    assert.deepEqual(
      f.func.params.map(({ name }) => name.text),
      ['a', 'b'],
    );
    assert.equal(f.func.result?.kind, 'primitive');
  });

  test('does not continue on the next line', () => {
    const errors = errorsOf('record r {\n  a: types.\n  b: u8,\n}');
    assert.deepEqual(errors, [['unexpected-token', '.']]);
  });
});
