import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Interface } from './ast.ts';
import { docsBefore } from './docs.ts';
import { parse } from './parse.ts';

const read = (text: string) => parse('file:///a.wit', text);

/** Everything that is wrong with a text: a code and the text it is at, in the order it was found. */
function mistakes(text: string): string[] {
  const { tokens, ast } = read(text);
  const lexical = tokens.errors.map(({ code, start, end }) => `${code} ${text.slice(start, end)}`);
  const inTokens = (first: number, last: number) => text.slice(tokens.start(first), tokens.end(last));
  return [...lexical, ...ast.errors.map(({ code, first, last }) => `${code} ${inTokens(first, last)}`)];
}

/** The names of the items of a text, and the text of their names by their place. */
function names(text: string): string[] {
  const { tokens, ast } = read(text);
  const named = ast.items.map((item) => ('name' in item ? item.name : undefined));
  for (const name of named) if (name) assert.equal(tokens.textOf(name.token), name.text);
  return named.map((name) => name?.text ?? '?');
}

describe('unusual characters', () => {
  test('a byte order mark is only allowed at the start', () => {
    assert.deepEqual(mistakes('\ufeffinterface i {}'), []);
    assert.equal(read('\ufeffinterface i {}').tokens.start(0), 1);
    assert.deepEqual(mistakes('interface i {}\ufeffinterface j {}'), ['unexpected-character \ufeff']);
    assert.deepEqual(names('interface i {}\ufeffinterface j {}'), ['i', 'j']);
  });

  test('CRLF ends lines, also in comments and docs', () => {
    const text = '/// One.\r\n/// Two.\r\ninterface i {\r\n  // c\r\n  f: func();\r\n}\r\n';
    assert.deepEqual(mistakes(text), []);
    assert.equal(docsBefore(read(text).tokens, 0), 'One.\nTwo.');
  });

  test('a lone CR is reported, does not end a line, and does not affect the text around it', () => {
    assert.deepEqual(mistakes('interface i {}\rinterface j {}'), ['unexpected-character \r']);
    assert.deepEqual(names('interface i {}\rinterface j {}'), ['i', 'j']);
  });

  test('NUL is reported, also in comments', () => {
    assert.deepEqual(mistakes('interface i {} // \0\ninterface \0 j {}'), [
      'control-character \0',
      'control-character \0',
    ]);
    assert.deepEqual(names('interface i {} // \0\ninterface \0 j {}'), ['i', 'j']);
  });

  test('a lone surrogate is one invalid character', () => {
    assert.deepEqual(mistakes('interface i {}\ud83d interface j {}\udc00'), [
      'unexpected-character \ud83d',
      'unexpected-character \udc00',
    ]);
    assert.deepEqual(names('interface i {}\ud83d interface j {}\udc00'), ['i', 'j']);
  });

  test('a run of invalid characters is one error, and at most a thousand runs are reported', () => {
    assert.deepEqual(mistakes('$$😀$$ interface i {}'), ['unexpected-character $']);
    assert.equal(mistakes('$ '.repeat(100_000)).length, 1000);
  });
});

describe('very long texts', () => {
  const body = 'interface i { record r { a: u8 } f: func(a: u8, b: list<u8>) -> option<u8>; }\n';
  const lines = Math.ceil(10_000_000 / body.length);
  const large = Array.from({ length: lines }, (_, n) => body.replace(' i ', ` i${n} `)).join('');

  test('10 MB are parsed', () => {
    const { ast } = read(large);
    assert.deepEqual(ast.errors, []);
    assert.equal(ast.items.length, lines);
  });

  test('10 MB with an error in the first line are parsed except for that line', () => {
    const { ast } = read(`interface first {\n${large}`);
    assert.deepEqual(
      ast.errors.map(({ code }) => code),
      ['unclosed-brace'],
    );
    assert.equal(ast.items.length, lines + 1);
  });

  for (const piece of [
    '<',
    '{',
    '}',
    '(',
    '/*',
    '"',
    '@',
    'a-',
    '%',
    '// x\n',
    'interface ',
    'package a:b {\n',
    'use ',
    '{\n',
  ]) {
    test(`${JSON.stringify(piece)} repeated a hundred thousand times`, () => {
      const { tokens, ast } = read(piece.repeat(100_000));
      assert.equal(tokens.errors.length + ast.errors.length > 0, piece !== '// x\n');
    });
  }
});

describe('ten thousand levels of nesting', () => {
  const deep = 10_000;

  test('of types: a hundred are parsed, as by wit-parser, and the following items are found', () => {
    const type = `${'list<'.repeat(deep)}u8${'>'.repeat(deep)}`;
    const text = `interface i {\n  type t = ${type};\n  type u = u8;\n}`;
    assert.deepEqual(
      read(text).ast.errors.map(({ code, detail }) => [code, detail.limit]),
      [['type-nesting', '100']],
    );
    assert.deepEqual(
      (read(text).ast.items[0] as Interface).items.map((item) => 'name' in item && item.name?.text),
      ['t', 'u'],
    );
  });

  test('of packages: a hundred are parsed', () => {
    const text = `${'package a:b {'.repeat(deep)}${'}'.repeat(deep)}\ninterface i {}`;
    assert.deepEqual(
      read(text).ast.errors.map(({ code, detail }) => [code, detail.limit]),
      [['package-nesting', '100']],
    );
    assert.equal(read(text).ast.items.length, 2);
  });

  test('of opening braces', () => {
    const { ast } = read('interface i {\n'.repeat(deep));
    assert.equal(ast.items.length, deep);
    assert.equal(ast.errors.length, 1000);
  });

  test('of comments: all are parsed', () => {
    assert.deepEqual(mistakes(`${'/*'.repeat(deep)}${'*/'.repeat(deep)} interface i {}`), []);
    assert.deepEqual(names(`${'/*'.repeat(deep)}\ninterface i {}`), ['i']);
    assert.deepEqual(mistakes(`${'/*'.repeat(deep)}\ninterface i {}`), ['unterminated-comment /*']);
  });
});
