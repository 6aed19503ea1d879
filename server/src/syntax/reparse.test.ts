import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Interface } from './ast.ts';
import { parse } from './parse.ts';

const before = `package a:b;
interface i { // one
  type t = u8;
  f: func(a: t) -> t;
  resource r { m: func(); n: func(); }
  g: func();
}
world w { import i; export g: func(); }
`;

/** What a text is read as after an edit, and what of it is the same object as before. */
function edited(what: string, by: string) {
  const old = parse('file:///a.wit', before);
  const now = parse('file:///a.wit', before.replace(what, by), old);
  assert.deepEqual(now.ast, parse('file:///a.wit', before.replace(what, by)).ast);
  const kept = <T>(one: readonly T[], other: readonly T[]) => other.map((item, n) => item === one[n]);
  const [oldInterface, nowInterface] = [old.ast.items[0] as Interface, now.ast.items[0] as Interface];
  return {
    file: old.ast === now.ast,
    items: kept(old.ast.items, now.ast.items),
    members: kept(oldInterface.items, nowInterface.items),
  };
}

describe('what is read again after an edit', () => {
  it('is nothing when the tokens are the same', () => {
    assert.equal(edited('// one', '/// two\n').file, true);
  });

  it('is the item with the token that is another, and what holds it', () => {
    const { items, members } = edited('-> t', '-> u');
    assert.deepEqual([items, members], [[false, true], [true, false, true, true]]); // prettier-ignore
  });

  it('is what comes behind when there are more or fewer tokens', () => {
    const { items, members } = edited('a: t', 'a: t, b: t');
    assert.deepEqual([items, members], [[false, false], [true, false, false, false]]); // prettier-ignore
  });

  it('is an item too whose next token is another: it may go on there', () => {
    // Nothing but the `;` behind it was replaced.
    assert.equal(edited('  resource r {', '  resource r;').members[1], false);
  });

  it('is everything in a body of another kind', () => {
    const text = 'package a:b;\ninterface i { type t = u8; }\n';
    const old = parse('file:///a.wit', text);
    const now = parse('file:///a.wit', text.replace('interface', 'world'), old);
    assert.equal(now.ast.items[0]?.kind, 'world');
    assert.deepEqual(now.ast, parse('file:///a.wit', text.replace('interface', 'world')).ast);
  });

  it('is everything while and after the text is broken, since its layout takes part', () => {
    const broken = parse('file:///a.wit', before.replace('-> t', '-> ='));
    const mended = parse('file:///a.wit', before, broken);
    assert.notEqual(mended.ast.items[1], broken.ast.items[1]);
    assert.deepEqual(mended.ast, parse('file:///a.wit', before).ast);
  });

  it('is right where an edit joins or parts tokens and comments', () => {
    const edits = [['u8', 'u 8'], ['// one', '/ / one'], ['// one', '/* one'], ['-> t', '- > t'], [' g:', 'g:'],
      ['a:b', 'a: b'], ['package', '\u{feff}package'], [';\n}', ';}'], ['t = u8', 't = \u{1d4d0}8']]; // prettier-ignore
    for (const [what, by] of edits) edited(what!, by!);
  });
});
