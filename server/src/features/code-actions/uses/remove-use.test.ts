import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Subject } from '../testing/subject.ts';

const types = 'package a:b;\ninterface types { type a = u8; type b = u8; type c = u8; }\n';
const without = (text: string, kind?: 'source.organizeImports' | 'source.fixAll') =>
  new Subject(types + text, kind).text().slice(types.length);

describe('an unused name in a `use`', () => {
  test('is removed with its comma', () => {
    const f = ' f: func(b: b);';
    assert.equal(without(`interface i { use types.{$0a, b};${f} }`), `interface i { use types.{b};${f} }`);
    assert.equal(
      without(`interface i { use types.{b, c$0 as d, };${f} }`),
      `interface i { use types.{b, };${f} }`,
    );
  });

  test('is removed with its `use`, docs and line if it is the last one', () => {
    assert.equal(
      without('interface i {\n  /// For a.\n  use types.{$0a};\n\n  f: func();\n}'),
      'interface i {\n\n  f: func();\n}',
    );
    assert.equal(without('use types as $0t;\ninterface i {}'), 'interface i {}');
  });

  test('is removed without the rest of its line', () => {
    assert.equal(without('interface i { use types.{$0a}; f: func(); }'), 'interface i {  f: func(); }');
  });

  const many =
    'use types as t;\ninterface i {\n  use types.{a, b, c};\n  f: func(b: b);\n}\ninterface j {\n  use types.{a, b};\n  g: func();\n}';
  const tidy = 'interface i {\n  use types.{b};\n  f: func(b: b);\n}\ninterface j {\n  g: func();\n}';
  test('is removed in the whole file', () => {
    assert.equal(without(many, 'source.organizeImports'), tidy);
    assert.equal(without(many, 'source.fixAll'), tidy);
  });

  test('is not removed if anything refers to it', () => {
    const needed = `${types}interface i { use types.{a}; f: func(a: a); }`;
    assert.deepEqual(new Subject(needed, 'source.organizeImports').titles, []);
  });
});
