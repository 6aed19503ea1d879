import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sourceGroup } from '../packages/package-source.ts';
import { resolveRoot } from '../resolve/resolve-root.ts';
import { parse } from '../syntax/parse.ts';
import { type KnownTypes, typeOf } from './type-of.ts';

/** The type called `t` in an interface with some items. */
const typeIn = (items: string) => typeOf(namesIn(items).get('t')!);

function namesIn(items: string) {
  const file = parse('file:///a.wit', `package a:b;\ninterface i { ${items} }\n`);
  const main = sourceGroup([file]);
  const root = resolveRoot({ main, dependencies: [], emptyFolders: [], unread: [] }, new Set());
  return root.main.interfaces[0]!.names;
}

describe('typeOf', () => {
  test('returns undefined if a part is unknown', () => {
    assert.equal(typeIn('record t { a: missing }'), undefined);
    assert.equal(typeIn('type t = option<missing>;'), undefined);
    assert.equal(typeIn('variant t { a(result<u8, missing>), b }'), undefined);
    assert.equal(typeIn('resource t;'), undefined);
    assert.equal(typeIn('type t = option<;'), undefined);
  });

  test('returns undefined for a recursive type', () => {
    assert.equal(typeIn('record t { a: u } record u { b: t }'), undefined);
    assert.equal(typeIn('type t = u; type u = t;'), undefined);
  });

  test('follows long chains of names', () => {
    const chain = Array.from({ length: 20_000 }, (_, n) => `type a${n} = a${n + 1};`).join(' ');
    const type = typeIn(`${chain} type a20000 = u16; type t = a0;`);
    assert.deepEqual(type, { kind: 'u16' });
  });

  test('returns undefined for records that are nested too deeply', () => {
    const chain = Array.from({ length: 5_000 }, (_, n) => `record a${n} { f: a${n + 1} }`).join(' ');
    assert.equal(typeIn(`${chain} type a5000 = u16; record t { f: a0 }`), undefined);
  });

  test('returns the same whether parts of a type were read before', () => {
    const chain = Array.from({ length: 600 }, (_, n) => `record a${n} { f: list<a${n + 1}> }`).join(' ');
    const names = namesIn(`${chain} type a600 = u16;`);
    const known: KnownTypes = new Map();
    const isKnown = Array.from(
      { length: 600 },
      (_, n) => typeOf(names.get(`a${599 - n}`)!, known) !== undefined,
    );
    // Each record and each list is a level, and the last one another.
    assert.deepEqual(isKnown.indexOf(false), 249);
    for (const [n, is] of isKnown.entries())
      assert.equal(typeOf(names.get(`a${599 - n}`)!) !== undefined, is, `a${599 - n}`);
  });

  test('treats a resource as its owned handle', () => {
    const type = typeIn('resource r; record t { a: r, b: borrow<r>, c: own<r> }');
    const handle = (name: string, kind: 'own' | 'borrow') => ({ name, type: { kind, resource: 'r' } });
    const fields = [handle('a', 'own'), handle('b', 'borrow'), handle('c', 'own')];
    assert.deepEqual(type, { kind: 'record', fields });
  });

  test('has the names and parts of every kind of type', () => {
    const body =
      'variant t { a(list<u8, 4>), b(map<string, option<bool>>), c(tuple<u8, e>), d(result<_, f>), s(stream) }';
    assert.deepEqual(typeIn(`enum e { x, y } flags f { p, q } ${body}`), {
      kind: 'variant',
      cases: [
        { name: 'a', type: { kind: 'list', element: { kind: 'u8' }, length: 4 } },
        {
          name: 'b',
          type: { kind: 'map', key: { kind: 'string' }, value: { kind: 'option', some: { kind: 'bool' } } },
        },
        { name: 'c', type: { kind: 'tuple', items: [{ kind: 'u8' }, { kind: 'enum', cases: ['x', 'y'] }] } },
        { name: 'd', type: { kind: 'result', ok: undefined, err: { kind: 'flags', flags: ['p', 'q'] } } },
        { name: 's', type: { kind: 'stream', element: undefined } },
      ],
    });
  });
});
