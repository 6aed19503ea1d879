import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { editableRoot } from '../testing/editable-root.ts';
import { cachedByTypes } from './type-states.ts';

const low = `package a:low;
interface low {
  f: func();
  resource s;
  record r { a: inner, b: list<s>, c: list<u8, 4> }
  record inner { d: option<u8> }
  record unused { e: u8 }
}
`;

/** How often the result for the main package is made: before an edit and after it. */
function madeFor(before: string, after: string): number {
  const texts = new Map([
    ['/main.wit', 'package a:main;\ninterface i { use a:low/low.{r}; g: func(x: r); }\n'],
    ['/deps/low.wit', low],
  ]);
  let made = 0;
  const result = cachedByTypes(() => (made += 1));
  const resolve = editableRoot(texts);
  const first = resolve();
  result({ package: first.main, features: new Set(), root: first });
  assert.ok(low.includes(before));
  texts.set('/deps/low.wit', low.replace(before, after));
  const second = resolve(first);
  assert.equal(second.main, first.main);
  for (let times = 0; times < 2; times++) result({ package: second.main, features: new Set(), root: second });
  return made;
}

describe('a result that depends on the types of other packages', () => {
  const stays: readonly [string, string, string][] = [
    ['docs', 'interface low', '/// Docs.\ninterface low'],
    ['the signature of a function', 'f: func()', 'f: func(a: u8, b: list<u8>)'],
    ['a method of a resource', 'resource s;', 'resource s { m: func(); }'],
  ];
  for (const [what, before, after] of stays)
    it(`is reused after an edit of ${what} in another package`, () =>
      assert.equal(madeFor(before, after), 1));

  const changes: readonly [string, string, string][] = [
    ['a record that it uses', 'a: inner', 'a: u8'],
    ['the name of a field', 'a: inner', 'z: inner'],
    ['a record within that', 'option<u8>', 'option<u16>'],
    ['the length of a list', 'list<u8, 4>', 'list<u8, 5>'],
    ['another record of the same package', 'e: u8', 'e: u8, f: u8'],
    ['a handle', 'list<s>', 'list<borrow<s>>'],
  ];
  for (const [what, before, after] of changes)
    it(`is computed again after an edit of ${what}`, () => assert.equal(madeFor(before, after), 2));
});
