import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lex } from '../../syntax/lexer/lexer.ts';
import { parseFixture } from '../../testing/fixture.ts';
import { cursorContext, inComment } from './context.ts';
import { expectedAt } from './expected.ts';

function expected(text: string) {
  const { files, cursor } = parseFixture(text);
  const tokens = lex(files.get('/main.wit') ?? '');
  return expectedAt(tokens, cursorContext(tokens, cursor?.offset ?? 0));
}

const inInterface = (text: string) => expected(`package a:b;\ninterface i {\n${text}\n}\nworld w {}`);
const inWorld = (text: string) => expected(`package a:b;\nworld w {\n${text}\n}\ninterface i {}`);

describe('expected syntax at the cursor', () => {
  test('items of each body', () => {
    assert.deepEqual(expected('package a:b;\n$0'), { kind: 'item', body: 'file' });
    assert.deepEqual(expected('package a:b;\nint$0'), { kind: 'item', body: 'file' });
    assert.deepEqual(inInterface('f: func(); $0 g: func();'), { kind: 'item', body: 'interface' });
    assert.deepEqual(inInterface('resource r { $0 }'), { kind: 'item', body: 'resource' });
    assert.deepEqual(inWorld('export x: interface { $0 }'), { kind: 'item', body: 'interface' });
    assert.deepEqual(inWorld('@since(version = 1.0.0) $0'), { kind: 'item', body: 'world' });
    assert.deepEqual(expected('package a:b { $0 }'), { kind: 'item', body: 'package' });
  });

  test('types', () => {
    for (const text of [
      'f: func(a: $0)',
      'f: func() -> $0',
      'f: func() -> li$0',
      'f: func() -> li$0;',
      'type t = $0;',
      'record r { a: u8, b: $0 }',
      'variant v { a($0) }',
      'f: func(a: list<$0>)',
      'f: func() -> result<u8, $0',
    ]) {
      assert.deepEqual(inInterface(text), { kind: 'type' }, text);
    }
    assert.deepEqual(inInterface('f: func(a: borrow<$0>)'), { kind: 'resource' });
    assert.deepEqual(inWorld('import f: func() -> $0;'), { kind: 'type' });
  });

  test('is the same after an extra or missing bracket', () => {
    for (const text of ['f: func());', 'f: func() -> list<u8>>;', 'f: func(a: list<u8);'])
      assert.deepEqual(inInterface(`${text} $0`), { kind: 'item', body: 'interface' }, text);
  });

  test('parameters of generic types', () => {
    const keys = 'bool u8 u16 u32 u64 s8 s16 s32 s64 char string'.split(' ');
    assert.deepEqual(inInterface('type t = map<$0'), { kind: 'keyword', words: keys });
    assert.deepEqual(inInterface('type t = map<u8, $0'), { kind: 'type' });
    assert.deepEqual(inInterface('type t = map<u8, map<$0>>'), { kind: 'keyword', words: keys });
    assert.deepEqual(inInterface('f: func(a: u8, b: tuple<u8, list<$0'), { kind: 'type' });
    assert.deepEqual(inInterface('f: func(a: u8, b: list<map<u8, u8>, $0'), undefined, 'a length');
    assert.deepEqual(inInterface('type t = tuple<list<u8, 4>, $0'), { kind: 'type' });
    assert.deepEqual(inInterface('type t = tuple<u8,\n  type u = list<$0'), { kind: 'type' });
  });

  test('nothing for a new name', () => {
    for (const text of [
      'record $0',
      'record r { $0 }',
      'enum e { a, $0 }',
      'f: func($0)',
      'use a.{b as $0}',
    ]) {
      assert.equal(inInterface(text), undefined, text);
    }
  });

  test('after the name of a function', () => {
    assert.deepEqual(inInterface('f: $0'), { kind: 'function', static: false });
    assert.deepEqual(inInterface('resource r { f: $0 }'), { kind: 'function', static: true });
    assert.deepEqual(inInterface('f: func() $0'), { kind: 'keyword', words: ['->'] });
  });

  test('paths', () => {
    const path = (to: 'interface' | 'world', path: object, extern = false) => ({
      kind: 'path',
      to,
      path,
      extern,
    });
    assert.deepEqual(inInterface('use $0'), path('interface', {}));
    assert.deepEqual(inInterface('use wasi:$0'), path('interface', { namespace: 'wasi' }));
    assert.deepEqual(inInterface('use wasi:io/$0'), path('interface', { namespace: 'wasi', package: 'io' }));
    assert.deepEqual(inWorld('import $0'), path('interface', {}));
    assert.deepEqual(inWorld('import wasi:io/$0'), path('interface', { namespace: 'wasi', package: 'io' }));
    assert.deepEqual(inWorld('import x: $0'), path('interface', { namespace: 'x' }, true));
    assert.deepEqual(
      inWorld('import x: wasi:io/$0'),
      path('interface', { namespace: 'wasi', package: 'io' }),
    );
    assert.deepEqual(inWorld('include $0'), path('world', {}));
    assert.deepEqual(inInterface('use wasi:io/poll@$0'), {
      kind: 'version',
      path: { namespace: 'wasi', package: 'io', name: 'poll' },
    });
  });

  test('names of a `use` and of an `include`, without existing ones', () => {
    const io = { namespace: 'wasi', package: 'io', name: 'poll', version: '0.2.0' };
    assert.deepEqual(inInterface('use wasi:io/poll@0.2.0.{a, $0, c};'), {
      kind: 'names',
      of: 'interface',
      path: io,
      taken: ['a', 'c'],
    });
    const inUse = (names: string) => {
      const found = inInterface(`use wasi:io/poll@0.2.0.{${names}};`);
      return found?.kind === 'names' ? found.taken : undefined;
    };
    assert.deepEqual(inUse('a as b, c, $0'), ['c'], 'a renamed one may be there again');
    for (const names of ['a, $0 as b', 'a, x$0 as b']) assert.deepEqual(inUse(names), [], names);
    assert.deepEqual(inWorld('include w with { $0 }'), {
      kind: 'names',
      of: 'world',
      path: { name: 'w' },
      taken: [],
    });
  });

  test('attributes', () => {
    assert.deepEqual(inInterface('@$0'), { kind: 'attribute' });
    assert.deepEqual(inInterface('@si$0'), { kind: 'attribute' });
    assert.deepEqual(inInterface('@since($0)'), {
      kind: 'attribute-argument',
      attribute: 'since',
      value: false,
    });
    assert.deepEqual(inInterface('@unstable(feature = $0)'), {
      kind: 'attribute-argument',
      attribute: 'unstable',
      value: true,
    });
  });

  test('nothing behind a complete type, path or pair of names', () => {
    for (const text of [
      'f: func(a: list<u8> $0)',
      'f: func(a: types.t $0)',
      'record r { a: u8 $0 }',
      'variant v { a(u8 $0) }',
      'type t = result<list<u8> $0, u8>;',
      'use a.{b as c $0}',
      'use a.{b} $0',
    ])
      assert.equal(inInterface(text), undefined, text);
    for (const text of [
      'include v with $0',
      'include v with { a as b $0 }',
      'import f: func() -> list<u8>$0',
    ])
      assert.equal(inWorld(text), undefined, text);
    assert.deepEqual(inInterface('use a.{b}\n$0'), { kind: 'item', body: 'interface' });
  });

  test('a version, however much of it there is', () => {
    const path = { namespace: 'wasi', package: 'io', name: 'poll' };
    for (const version of ['$0', '0$0', '0.$0', '0.2$0.0', '0.2.0-rc$0', '0.2.0-rc$0.1', '0.2.0+$0'])
      assert.deepEqual(inInterface(`use wasi:io/poll@${version}`), { kind: 'version', path }, version);
    assert.equal(inInterface('use wasi:io/poll@0.2.0.$0'), undefined);
  });

  test('what a constructor or a setter may return', () => {
    assert.deepEqual(inInterface('resource %list { constructor() -> $0 }'), { kind: 'result', of: '%list' });
    for (const setter of ['a: set(v: u8) -> $0', 'resource r { a: static set(v: u8) -> re$0 }'])
      assert.deepEqual(inInterface(setter), { kind: 'result', of: '_' }, setter);
    assert.deepEqual(inWorld('import a: set(v: u8) -> $0'), { kind: 'result', of: '_' });
    assert.deepEqual(inWorld('import a: get() -> $0'), { kind: 'type' });
  });

  test('is the same below an unclosed bracket', () => {
    assert.deepEqual(inInterface('f: func(a: list<u8;\nrecord r {\n a: u8,\n type t = $0'), { kind: 'type' });
    assert.deepEqual(expected('interface i { record r { a: u8\nworld w { import $0 }'), {
      kind: 'path',
      to: 'interface',
      path: {},
      extern: false,
    });
  });
});

test('is nothing in a comment', () => {
  const isComment = (text: string) => inComment(lex(text.replace('$0', '')), text.indexOf('$0'));
  for (const text of ['// a $0', '/* a $0 */', 'use a; /// $0\n']) assert.equal(isComment(text), true, text);
  for (const text of ['// a\n$0', '/* a */ $0', 'us$0e', '$0']) assert.equal(isComment(text), false, text);
});
