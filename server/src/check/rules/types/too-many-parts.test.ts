import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from '../../../syntax/parse.ts';
import { tooManyParts } from './too-many-parts.ts';

const list = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join(', ');

/** A definition with some number of parts; wasmparser 0.263 accepts the first number, and refuses the second. */
const cases: readonly (readonly [
  what: string,
  accepted: number,
  refused: number,
  text: (n: number) => string,
])[] = [
  ['fields', 10_000, 10_001, (n) => `record r { ${list(n, (at) => `a${at}: u8`)} }`],
  ['cases of a variant', 10_000, 10_001, (n) => `variant r { ${list(n, (at) => `a${at}(u8)`)} }`],
  ['cases of an enum', 10_000, 10_001, (n) => `enum r { ${list(n, (at) => `a${at}`)} }`],
  ['elements of a tuple', 10_000, 10_001, (n) => `type r = option<tuple<${list(n, () => 'u8')}>>;`],
  [
    'parameters of a constructor',
    1000,
    1001,
    (n) => `resource r { constructor(${list(n, (at) => `a${at}: u8`)}); }`,
  ],
  ['parameters of a method', 999, 1000, (n) => `resource r { f: func(${list(n, (at) => `a${at}: u8`)}); }`],
];

describe('the parts of a definition', () => {
  for (const [what, accepted, refused, text] of cases) {
    it(`may be ${accepted} ${what}, but not ${refused}`, () => {
      assert.equal(found(text(accepted)).length, 0);
      assert.equal(found(text(refused)).length, 1);
    });
  }

  it('are reported at the first one that is too many', () => {
    const [violation] = found(cases[2]![3](10_002));
    assert.equal(violation?.name, 'a10000');
    assert.equal(
      violation.message,
      'There are 10,002 cases, but a component allows at most 10,000. Group some of them in a type of their own.',
    );
  });
});

function found(definition: string) {
  const file = parse('file:///a.wit', `package a:b;\ninterface i { ${definition} }\n`);
  const [container] = file.ast.items;
  assert.ok(container?.kind === 'interface');
  return container.items.flatMap((item) =>
    [...tooManyParts.checkItem!(item, file)].map(({ at, detail }) => ({
      name: file.tokens.textOf(at.first),
      message: tooManyParts.message(detail),
    })),
  );
}
