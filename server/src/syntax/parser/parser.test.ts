import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from '../parse.ts';
import { shape } from '../testing/shape.ts';

/** The parse result of a construct without errors. */
function reads(text: string, as: string): void {
  assert.deepEqual(parse('file:///a.wit', text).ast.errors, [], text);
  assert.equal(shape(text), as.trim().replace(/\n {6}/g, '\n'));
}

/** Of something in an interface or a world. */
const within = (body: 'interface' | 'world', text: string, as: string): void =>
  reads(`${body} x { ${text} }`, `${body} x\n  ${as}`);

describe('a file', () => {
  test('may be empty, and may have a header', () => {
    reads('', '');
    reads('package a:b;', 'package a:b');
    reads('package wasi:http@0.3.0-rc-2026-01-06+build.5;', 'package wasi:http@0.3.0-rc-2026-01-06+build.5');
  });

  test('contains interfaces, worlds, uses and packages', () => {
    reads('interface i {} world w {}', 'interface i\nworld w');
    reads('use i as j; use a:b/c@1.0.0;', 'use i as j\nuse a:b/c@1.0.0');
    reads(
      'package a:b { interface i {} package c:d@1.0.0 {} }',
      'package a:b\n  interface i\n  package c:d@1.0.0',
    );
  });
});

describe('in an interface', () => {
  test('types', () => {
    within('interface', 'type t = u8;', 'type t = u8');
    within('interface', 'record r { a: u8, b: string, }', 'record r { a: u8, b: string }');
    within('interface', 'variant v { a, b(u8) }', 'variant v { a, b(u8) }');
    within('interface', 'enum e { a, b }', 'enum e { a, b }');
    within('interface', 'flags f { a, b }', 'flags f { a, b }');
  });

  test('functions', () => {
    within('interface', 'f: func();', 'f: func()');
    within('interface', 'f: async func(a: u8, b: t) -> t;', 'f: async func(a: u8, b: t) -> t');
  });

  test('resources, with or without a body', () => {
    within('interface', 'resource r;', 'resource r');
    reads(
      'interface i { resource r { constructor(a: u8) -> result<r>; m: func(); s: static async func() -> u8; } }',
      `interface i
        resource r
          constructor(a: u8) -> result<r>
          m: func()
          s: static async func() -> u8`,
    );
  });

  test('names of other interfaces', () => {
    within('interface', 'use i.{a, b as c};', 'use i { a, b as c }');
    within('interface', 'use a:b/i@1.0.0.{t};', 'use a:b/i@1.0.0 { t }');
  });

  test('keywords as names are escaped', () => {
    within('interface', '%type: func(%list: %record);', 'type: func(list: record)');
  });
});

describe('in a world', () => {
  test('imports and exports', () => {
    within('world', 'import i;', 'import i');
    within('world', 'export a:b/i@1.0.0;', 'export a:b/i@1.0.0');
    within('world', 'import n: a:b/i;', 'import n: a:b/i');
    within('world', 'export f: async func() -> u8;', 'export f: async func() -> u8');
    reads('world w { import i: interface { f: func(); } }', 'world w\n  import i: interface\n    f: func()');
  });

  test('other worlds, types and names', () => {
    within('world', 'include w;', 'include w');
    within('world', 'include a:b/w with { a as b, c as d }', 'include a:b/w with { a as b, c as d }');
    within('world', 'use i.{t}; resource r;', 'use i { t }\n  resource r');
  });
});

describe('types', () => {
  const types = [
    'bool', 'u8', 'u16', 'u32', 'u64', 's8', 's16', 's32', 's64', 'f32', 'f64', 'char', 'string', 'error-context',
    'list<u8>', 'list<u8, 4>', 'map<string, u8>', 'option<u8>', 'tuple<u8, t>', 'result', 'result<u8>',
    'result<u8, string>', 'result<_, string>', 'stream', 'stream<u8>', 'future', 'future<u8>', 'own<r>', 'borrow<r>',
    'list<option<result<tuple<u8>, string>>>',
  ]; // prettier-ignore
  for (const type of types) test(type, () => within('interface', `type t = ${type};`, `type t = ${type}`));
});

describe('attributes', () => {
  test('gates and external ids precede their item', () => {
    within('interface', '@since(version = 1.0.0) type t = u8;', '@since(1.0.0) type t = u8');
    within('interface', '@unstable(feature = x) f: func();', '@unstable(x) f: func()');
    within(
      'world',
      '@since(version = 1.0.0) @deprecated(version = 2.0.0) import i;',
      '@since(1.0.0) @deprecated(2.0.0) import i',
    );
    reads('@since(version = 1.0.0) interface i {}', '@since(1.0.0) interface i');
    within('interface', '@external-id("a b") resource r;', '@external-id(a b) resource r');
  });
});
