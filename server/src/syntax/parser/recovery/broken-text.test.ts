import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from '../../parse.ts';
import { reads } from '../../testing/reads.ts';
import { shape } from '../../testing/shape.ts';

describe('while something is typed', () => {
  test('a type without its name, `=`, or definition', () => {
    reads(
      'interface i {\n  type\n  f: func();\n}',
      'interface i\n  type ? = ?\n  f: func()',
      'expected an identifier at f',
    );
    reads(
      'interface i {\n  type t\n  f: func();\n}',
      'interface i\n  type t = ?\n  f: func()',
      'expected `=` at f',
    );
    reads(
      'interface i {\n  type t =\n  f: func();\n}',
      'interface i\n  type t = ?\n  f: func()',
      'expected a type at f',
    );
  });

  test('a name up to its hyphen', () => {
    reads(
      'interface i {\n  new-\n  f: func();\n}',
      'interface i\n  new-: func()\n  f: func()',
      'identifier-part-empty at new-',
    );
    reads('interface new-\nworld w {\n}', 'interface new-\nworld w', 'identifier-part-empty at new-');
  });

  test('an incomplete function', () => {
    const rest = '\n  g: func();\n}';
    const stays = (f: string) => `interface i\n  ${f}\n  g: func()`;
    reads(`interface i {\n  f: func(a: u8, b${rest}`, stays('f: func(a: u8, b: ?)'), 'expected `:` at g');
    reads(`interface i {\n  f: func(a: u8) ->${rest}`, stays('f: func(a: u8)'), 'expected a type at g');
    reads(`interface i {\n  f: func(a: u8)${rest}`, stays('f: func(a: u8)'), 'expected `;` at g');
  });

  test('a type with unclosed brackets', () => {
    reads(
      'interface i {\n  type t = list<option<u8;\n  f: func();\n}',
      'interface i\n  type t = list<option<u8>>\n  f: func()',
      'expected `>` at ;',
    );
  });

  test('an attribute', () => {
    reads(
      'interface i {\n  @since(version =\n  f: func();\n  g: func();\n}',
      'interface i\n  f: func()\n  g: func()',
      'expected an integer at f',
    );
  });

  test('an unclosed attribute does not extend to the next parenthesis', () => {
    reads(
      'world v {\n  @unstable(feature = a {\n  import i;\n  import j;\n}\n@since(version = 1.0.0)\nworld w {\n}',
      'world v\n  import i\n  import j\n@since(1.0.0) world w',
      'expected `)` at {',
    );
  });

  test('a field without its type', () => {
    reads(
      'interface i {\n  record r {\n    a: u8,\n    b:\n  }\n  f: func();\n}',
      'interface i\n  record r { a: u8, b: ? }\n  f: func()',
      'expected a type at }',
    );
  });
});

describe('a missing brace', () => {
  test('at the end of a body is located by indentation', () => {
    reads(
      'interface i {\n  f: func();\n\ninterface j {\n  g: func();\n}',
      'interface i\n  f: func()\ninterface j\n  g: func()',
      'unclosed-brace at interface',
    );
    reads('package a:b {\n', 'package a:b', 'unclosed-brace at ');
    reads(
      'interface i {\n  f: func();\n@since(version = 1.0.0)\nworld w {}',
      'interface i\n  f: func()\n@since(1.0.0) world w',
      'unclosed-brace at world',
    );
    reads(
      'interface i {\n  resource r {\n    m: func();\n  f: func();\n}',
      'interface i\n  resource r\n    m: func()\n  f: func()',
      'unclosed-brace at f',
    );
    reads(
      'interface i {\n  record r {\n    a: u8,\n\n  f: func();\n}',
      'interface i\n  record r { a: u8 }\n  f: func()',
      'expected a type at func',
    );
  });

  test('at the start of a body', () => {
    reads(
      'interface i\n  f: func();\n}\ninterface j {}',
      'interface i\n  f: func()\ninterface j',
      'expected `{` at f',
    );
    reads('interface i ;\n  f: func();\n}', 'interface i\n  f: func()', 'expected `{` at ;');
  });
});

describe('an extra brace', () => {
  test('does not close a body', () => {
    reads(
      'interface i {\n  f: func(); }\n  g: func();\n}',
      'interface i\n  f: func()\n  g: func()',
      'unexpected-brace at }',
    );
    reads(
      'interface i {}\n}\nworld w { import i; }',
      'interface i\nworld w\n  import i',
      'unexpected-brace at }',
    );
  });

  test('does not open a body', () => {
    reads('interface i { {\n  f: func();\n}', 'interface i\n  f: func()', 'expected an item at {');
    reads(
      'world w {\n  resource r {\n  import i;\n}',
      'world w\n  resource r\n  import i',
      'unclosed-brace at import',
    );
  });
});

describe('an extra or wrong token', () => {
  test('before an item', () => {
    reads(
      '-> interface i {\n  f: func();\n}',
      'interface i\n  f: func()',
      'expected `world`, `interface`, `use` or `package` at ->',
    );
    reads('interface world w {\n  import i;\n}', 'world w\n  import i', 'expected an identifier at world');
  });

  test('before the brace of a body', () => {
    reads(
      'interface i {\n  f: func();\n-> }\nworld w {}',
      'interface i\n  f: func()\nworld w',
      'expected a type, a resource or a function at ->',
    );
    reads('interface i use {\n  f: func();\n}', 'interface i\n  f: func()', 'expected `{` at use');
  });

  test('instead of a brace', () => {
    reads(
      'interface i {\n  f: func();\n->\ninterface j {}',
      'interface i\n  f: func()\ninterface j',
      'unclosed-brace at ->',
    );
    reads(
      'interface i (\n  f: func();\n}\ninterface j {}',
      'interface i\n  f: func()\ninterface j',
      'expected `{` at (',
    );
  });

  test('instead of a keyword, which the body determines', () => {
    reads(
      'interfac i {\n  f: func();\n}',
      'interface i\n  f: func()',
      'expected `world`, `interface`, `use` or `package` at interfac',
    );
    reads(
      'word w {\n  import i;\n}',
      'world w\n  import i',
      'expected `world`, `interface`, `use` or `package` at word',
    );
    reads(
      'pack a:b {\n  interface i {}\n}',
      'package a:b\n  interface i',
      'expected `world`, `interface`, `use` or `package` at pack',
    );
    reads(
      'interface i {\n  res r {\n    constructor();\n  }\n}',
      'interface i\n  resource r\n    constructor()',
      'expected `:` at r',
    );
    reads(
      'world w {\n  imp i: interface {\n    f: func();\n  }\n}',
      'world w\n  import i: interface\n    f: func()',
      'expected `import`, `export`, `include`, `use` or a type definition at imp',
    );
  });

  test('instead of a name', () => {
    reads(
      'interface record {\n  f: func();\n}',
      'interface ?\n  f: func()',
      'expected an identifier at record',
    );
  });
});

describe('a lexical error', () => {
  const read = (text: string) => {
    const { tokens, ast } = parse('file:///a.wit', text);
    return { codes: [...tokens.errors, ...ast.errors].map(({ code }) => code), shape: shape(text) };
  };

  test('in a character is reported once, and its item continues', () => {
    const { codes, shape } = read('interface i {\n  f: func() $\n  g: func();\n}');
    assert.deepEqual(codes, ['unexpected-character']);
    assert.equal(shape, 'interface i\n  f: func()\n  g: func()');
  });

  test('in an unclosed string extends to the end of its line', () => {
    const { codes, shape } = read('world w {\n  @external-id("a) import i;\n  import j;\n}');
    assert.deepEqual(codes, ['string-character']);
    assert.equal(shape, 'world w\n  import j');
  });

  test('in an unclosed comment extends to the end of its line', () => {
    const { codes, shape } = read('interface i {\n  f: func(); /* g: func();\n  h: func();\n}');
    assert.deepEqual(codes, ['unterminated-comment']);
    assert.equal(shape, 'interface i\n  f: func()\n  h: func()');
  });
});
