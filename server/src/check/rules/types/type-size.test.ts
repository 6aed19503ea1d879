import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileRoot } from '../../../packages/find-root.ts';
import { resolveRoot } from '../../../resolve/resolve-root.ts';
import { parse } from '../../../syntax/parse.ts';
import { packageFindings } from '../../check.ts';

/** Sizes found, each with the first token that it is reported at. */
function found(text: string): string[] {
  const file = parse('/a.wit', text);
  const root = resolveRoot(
    fileRoot(() => file, '/a.wit')!,
    'all',
  );
  const all = root.all.flatMap((one) => packageFindings(root, one, 'all'));
  return all.flatMap(({ code, detail, at }) =>
    code === 'type-size' && 'first' in at ? [`${detail.size} at ${file.tokens.textOf(at.first)}`] : [],
  );
}

const many = (count: number, part: string): string => Array<string>(count).fill(part).join(', ');
const tuple = (count: number, part: string): string => `tuple<${many(count, part)}>`;
const inInterface = (items: string): string =>
  `package a:b;\ninterface i { type k = ${tuple(999, 'u8')}; ${items} }\nworld w { import i; }\n`;

/** `k` has size 1,000; the refused cases are refused by the encoder of wasm-tools. */
describe('the size of a type', () => {
  it('is limited to one million', () => {
    const [size] = found(inInterface(`type t = tuple<${many(999, 'k')}, ${tuple(998, 'u8')}>;`));
    assert.equal(size, '1,000,000 at tuple');
  });

  it('includes the elements of lists, maps, streams and results', () => {
    const large = `tuple<${many(999, 'k')}, ${tuple(997, 'u8')}>`;
    for (const type of [`list<${large}>`, `map<u8, ${large}>`, `stream<${large}>`, `result<${large}>`])
      assert.deepEqual(found(inInterface(`type t = ${type};`)).length, 1, type.slice(0, 8));
  });

  it('of a record or variant includes its members, and is reported at the name', () => {
    const members = (open: string, close: string) =>
      `a${open}${tuple(998, 'k')}${close}, b${open}k${close}, c${open}${tuple(997, 'u8')}${close}`;
    assert.deepEqual(found(inInterface(`record rec { ${members(': ', '')} }`)), ['1,000,000 at rec']);
    assert.deepEqual(found(inInterface(`variant vary { ${members('(', ')')} }`)), ['1,000,000 at vary']);
  });

  it('of a function includes parameters and result', () => {
    assert.deepEqual(found(inInterface(`f: func(a: ${tuple(500, 'k')}) -> ${tuple(500, 'k')};`)), [
      '1,000,003 at f',
    ]);
  });

  it('of an interface includes all its types, also used ones', () => {
    const half = `type a = ${tuple(499, 'k')};`;
    assert.deepEqual(found(inInterface(half)), []);
    assert.deepEqual(found(inInterface(`${half} type b = ${tuple(500, 'k')};`)), ['1,000,003 at i']);
    assert.deepEqual(
      found(`${inInterface(half)}interface j { use i.{a, k}; type b = ${tuple(500, 'k')}; }`),
      ['1,000,003 at j'],
    );
  });

  it('is reported at the innermost type that exceeds the limit, once', () => {
    const text = inInterface(
      `type a = ${tuple(1001, 'k')}; type b = ${tuple(999, 'a')}; f: func(x: b) -> b;`,
    );
    assert.deepEqual(found(text), ['1,001,001 at tuple']);
  });

  it('is undefined for recursive types, which another rule reports', () => {
    assert.deepEqual(found('package a:b;\ninterface i { record r { a: list<r>, b: r } }\n'), []);
  });
});
