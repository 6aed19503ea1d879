import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sourceGroup } from '../packages/package-source.ts';
import { resolveRoot } from '../resolve/resolve-root.ts';
import { parse } from '../syntax/parse.ts';
import { layoutOf } from './layout.ts';
import { valueTypeOf } from './value-type-of.ts';

/** The type called `t` in an interface with some items. */
function typeIn(items: string) {
  const file = parse('file:///a.wit', `package a:b;\ninterface i { ${items} }\n`);
  const main = sourceGroup([file]);
  const root = resolveRoot({ main, dependencies: [], emptyFolders: [], unread: [] }, new Set());
  return valueTypeOf(root.main.interfaces[0]!.names.get('t')!);
}

describe('valueTypeOf', () => {
  test('has no type for what is not all known', () => {
    assert.equal(typeIn('record t { a: missing }'), undefined);
    assert.equal(typeIn('type t = option<missing>;'), undefined);
    assert.equal(typeIn('variant t { a(result<u8, missing>), b }'), undefined);
    assert.equal(typeIn('resource t;'), undefined);
    assert.equal(typeIn('type t = option<;'), undefined);
  });

  test('has none for a type that contains itself', () => {
    assert.equal(typeIn('record t { a: u } record u { b: t }'), undefined);
    assert.equal(typeIn('type t = u; type u = t;'), undefined);
  });

  test('follows a long chain of names', () => {
    const chain = Array.from({ length: 20_000 }, (_, n) => `type a${n} = a${n + 1};`).join(' ');
    const type = typeIn(`${chain} type a20000 = u16; type t = a0;`);
    assert.deepEqual(type && layoutOf(type), { size: 2, align: 2 });
  });

  test('has none for records nested deeper than any tool takes', () => {
    const chain = Array.from({ length: 5_000 }, (_, n) => `record a${n} { f: a${n + 1} }`).join(' ');
    assert.equal(typeIn(`${chain} type a5000 = u16; record t { f: a0 }`), undefined);
  });

  test('takes a resource for the handle that owns it', () => {
    const type = typeIn('resource r; record t { a: r, b: borrow<r>, c: own<r> }');
    assert.deepEqual(type && layoutOf(type), { size: 12, align: 4 });
  });
});
