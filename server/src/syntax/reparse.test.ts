import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Interface } from './ast.ts';
import { parse, type ParsedFile } from './parse.ts';

const before = `package a:b;
interface i { // one
  type t = u8;
  f: func(a: t) -> t;
  resource r { m: func(); n: func(); }
  g: func();
}
world w { import i; export g: func(); }
`;

/** A text, and what it is read as when a piece of it becomes one thing after the other. */
function versions(text: string, what: string, pieces: readonly string[]): ParsedFile[] {
  const all = [parse('file:///a.wit', text)];
  for (const piece of pieces) {
    const now = parse('file:///a.wit', text.replace(what, piece), all.at(-1));
    assert.deepEqual(now.ast, parse('file:///a.wit', text.replace(what, piece)).ast);
    all.push(now);
  }
  return all;
}

/** Which items and which members of the first one are the same objects. */
function kept(one: ParsedFile, other: ParsedFile) {
  const same = <T>(before: readonly T[], now: readonly T[]) => now.map((item, n) => item === before[n]);
  const [before, now] = [one.ast.items[0] as Interface, other.ast.items[0] as Interface];
  return { items: same(one.ast.items, other.ast.items), members: same(before.items, now.items) };
}

/** What a text is read as after an edit, and what of it is the same object as before. */
function edited(what: string, by: string) {
  const old = parse('file:///a.wit', before);
  const now = parse('file:///a.wit', before.replace(what, by), old);
  assert.deepEqual(now.ast, parse('file:///a.wit', before.replace(what, by)).ast);
  return { file: old.ast === now.ast, ...kept(old, now) };
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
    const { members } = edited('resource r { m: func(); n: func(); }', 'record r { m: u8 }');
    assert.deepEqual(members, [true, false, false, false]);
  });

  it('is everything in a body of another kind', () => {
    const text = 'package a:b;\ninterface i { type t = u8; }\n';
    const old = parse('file:///a.wit', text);
    const now = parse('file:///a.wit', text.replace('interface', 'world'), old);
    assert.equal(now.ast.items[0]?.kind, 'world');
    assert.deepEqual(now.ast, parse('file:///a.wit', text.replace('interface', 'world')).ast);
  });

  it('is the broken item alone while the text is broken, and again when it is mended', () => {
    const [first, broken, still, mended] = versions(before, '-> t', ['-> =', '-> = =', '-> u']);
    assert.deepEqual([kept(first!, broken!), kept(first!, still!)], [
      { items: [false, true], members: [true, false, true, true] },
      { items: [false, false], members: [true, false, false, false] },
    ]); // prettier-ignore
    assert.deepEqual(kept(first!, mended!), { items: [false, true], members: [true, false, true, true] });
  });

  it('is nothing when the text is as it was before it was broken', () => {
    const [first, , mended] = versions(before, '-> t', ['-> =', '-> t']);
    assert.equal(mended!.ast, first!.ast);
  });

  it('is also what layout may read otherwise while the text is broken', () => {
    const crooked = before.replace('  resource r { m: func(); n: func(); }', '  resource r {\nm: func();\n}');
    const [first, broken] = versions(crooked, 'g: func();\n}\nworld', ['g: func();\nworld']);
    assert.equal(kept(first!, broken!).members[2], false);
  });

  it('is everything where the text was never without a mistake', () => {
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
