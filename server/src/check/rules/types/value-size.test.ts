import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileRoot } from '../../../packages/find-root.ts';
import { resolveRoot } from '../../../resolve/resolve-root.ts';
import { parse } from '../../../syntax/parse.ts';
import { packageFindings } from '../../check.ts';

/** Findings in the type of a parameter, and in the definitions before it. */
function found(definitions: string, type: string): string[] {
  const text = `package a:b;\ninterface i { ${definitions} f: func(a: ${type}); }\nworld w { import i; }\n`;
  const root = resolveRoot(
    fileRoot((uri) => parse(uri, text), '/a.wit')!,
    'all',
  );
  return packageFindings(root, root.main, 'all').map(({ code, detail }) => `${code} ${detail.size ?? ''}`);
}

/** A definition or none, a type, and its size where the encoder of wasm-tools refuses it. */
const cases: readonly (readonly [string, string, number?])[] = [
  ['', 'list<u32, 67108863>'],
  ['', 'list<u32, 67108864>', 2 ** 28],
  ['', 'list<string, 16777215>'],
  ['', 'list<string, 16777216>', 2 ** 28],
  ['', 'list<list<u8>, 16777216>', 2 ** 28],
  ['', 'list<map<u8, u8>, 16777215>'],
  ['', 'list<char, 67108864>', 2 ** 28],
  ['', 'list<stream<u8>, 67108864>', 2 ** 28],
  ['', 'list<list<u32, 8192>, 8192>', 2 ** 28],
  ['', 'tuple<list<u8, 268435451>, u8>'],
  ['', 'tuple<list<u8, 268435450>, u8, u32>', 2 ** 28],
  ['', 'tuple<list<u8, 268435440>, u64>'],
  ['', 'tuple<list<u8, 268435447>, u64>', 2 ** 28],
  ['', 'option<list<u8, 268435454>>'],
  ['', 'option<list<u8, 268435455>>', 2 ** 28],
  ['', 'option<list<u64, 33554430>>'],
  ['', 'result<list<u16, 134217726>, u8>'],
  ['', 'result<list<u16, 134217726>, u32>', 2 ** 28],
  ['', 'list<list<list<u8, 268435455>>, 4>'],
  ['record r { a: list<u8, 134217728>, b: list<u8, 134217727> }', 'r'],
  ['record r { a: list<u8, 134217728>, b: list<u8, 134217728> }', 'r', 2 ** 28],
  ['variant v { a(list<u8, 268435454>), b }', 'v'],
  ['variant v { a(list<u8, 268435455>), b }', 'v', 2 ** 28],
  ['variant v { a(list<u8, 268435452>), b(u32) }', 'v', 2 ** 28],
  ['enum e { x, y }', 'list<e, 268435456>', 2 ** 28],
  ['flags s { a, b, c, d, e, f, g, h, i }', 'list<s, 134217727>'],
  ['flags s { a, b, c, d, e, f, g, h, i }', 'list<s, 134217728>', 2 ** 28],
  ['resource q;', 'list<own<q>, 67108863>'],
  ['resource q;', 'list<q, 67108864>', 2 ** 28],
  ['type t = list<u8, 134217728>;', 'list<t, 2>', 2 ** 28],
];

describe('the size of a value', () => {
  for (const [definitions, type, size] of cases)
    it(`${definitions} ${type} is ${size === undefined ? 'accepted' : 'refused'}`, () => {
      const expected = size === undefined ? [] : [`value-size ${size.toLocaleString('en-US')}`];
      assert.deepEqual(found(definitions, type), expected);
    });

  it('is reported at the innermost type that exceeds the limit, once', () => {
    assert.equal(found('', 'option<tuple<list<u8, 268435456>, u8>>').length, 1);
    assert.equal(found('type t = list<u8, 268435456>;', 'list<t, 2>').length, 1);
  });

  it('includes types used from other interfaces', () => {
    const text = `package a:b;
interface i { type t = list<u8, 134217728>; }
interface j { use i.{t}; type u = t; }
package c:d { interface k { use a:b/j.{u}; f: func(a: tuple<u, u>); } world w { import k; } }
`;
    const root = resolveRoot(
      fileRoot((uri) => parse(uri, text), '/a.wit')!,
      'all',
    );
    const codes = root.all.flatMap((one) => packageFindings(root, one, 'all')).map(({ code }) => code);
    assert.ok(codes.includes('value-size'), codes.join());
  });

  it('is undefined for recursive types, which another rule reports', () => {
    assert.deepEqual(
      found('record r { a: list<r, 2> }', 'r').map((one) => one.trim()),
      ['type-cycle'],
    );
  });
});
