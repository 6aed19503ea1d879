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

/** A text, and its parses while a piece of it changes from one version to the next. */
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

/** The parse result after an edit, and the objects in it that are reused. */
function edited(what: string, by: string) {
  const old = parse('file:///a.wit', before);
  const now = parse('file:///a.wit', before.replace(what, by), old);
  assert.deepEqual(now.ast, parse('file:///a.wit', before.replace(what, by)).ast);
  return { file: old.ast === now.ast, ...kept(old, now) };
}

describe('an edit parses again', () => {
  it('nothing if the tokens are equal', () => {
    assert.equal(edited('// one', '/// two\n').file, true);
  });

  it('the item with the changed token and its containers', () => {
    const { items, members } = edited('-> t', '-> u');
    assert.deepEqual([items, members], [[false, true], [true, false, true, true]]); // prettier-ignore
  });

  it('the rest if tokens are added or removed', () => {
    const { items, members } = edited('a: t', 'a: t, b: t');
    assert.deepEqual([items, members], [[false, false], [true, false, false, false]]); // prettier-ignore
  });

  it('an item whose next token changed, because it might continue there', () => {
    const { members } = edited('resource r { m: func(); n: func(); }', 'record r { m: u8 }');
    assert.deepEqual(members, [true, false, false, false]);
  });

  it('everything in a body of another kind', () => {
    const text = 'package a:b;\ninterface i { type t = u8; }\n';
    const old = parse('file:///a.wit', text);
    const now = parse('file:///a.wit', text.replace('interface', 'world'), old);
    assert.equal(now.ast.items[0]?.kind, 'world');
    assert.deepEqual(now.ast, parse('file:///a.wit', text.replace('interface', 'world')).ast);
  });

  it('only the broken item while the text is invalid, and again when it is fixed', () => {
    const [first, broken, still, mended] = versions(before, '-> t', ['-> =', '-> = =', '-> u']);
    assert.deepEqual([kept(first!, broken!), kept(first!, still!)], [
      { items: [false, true], members: [true, false, true, true] },
      { items: [false, false], members: [true, false, false, false] },
    ]); // prettier-ignore
    assert.deepEqual(kept(first!, mended!), { items: [false, true], members: [true, false, true, true] });
  });

  it('nothing if the text returns to its last valid state', () => {
    const [first, , mended] = versions(before, '-> t', ['-> =', '-> t']);
    assert.equal(mended!.ast, first!.ast);
  });

  it('items whose layout changed while the text is invalid', () => {
    const crooked = before.replace('  resource r { m: func(); n: func(); }', '  resource r {\nm: func();\n}');
    const [first, broken] = versions(crooked, 'g: func();\n}\nworld', ['g: func();\nworld']);
    assert.equal(kept(first!, broken!).members[2], false);
  });

  it('everything if the text was never valid', () => {
    const broken = parse('file:///a.wit', before.replace('-> t', '-> ='));
    const mended = parse('file:///a.wit', before, broken);
    assert.notEqual(mended.ast.items[1], broken.ast.items[1]);
    assert.deepEqual(mended.ast, parse('file:///a.wit', before).ast);
  });

  it('joined or split tokens and comments correctly', () => {
    const edits = [['u8', 'u 8'], ['// one', '/ / one'], ['// one', '/* one'], ['-> t', '- > t'], [' g:', 'g:'],
      ['a:b', 'a: b'], ['package', '\u{feff}package'], [';\n}', ';}'], ['t = u8', 't = \u{1d4d0}8']]; // prettier-ignore
    for (const [what, by] of edits) edited(what!, by!);
  });
});
