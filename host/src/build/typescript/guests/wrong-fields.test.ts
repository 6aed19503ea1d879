import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { guests, part, type Guests } from '../../testing/guests.ts';

const wit = `package t:a;
interface ops {
  record point { x: u32, y-axis: u32 }
  variant two { first(point), second(string) }
  variant three { none, first(list<point>), second(point) }
  record all {
    pair: tuple<u32, string>, two: two, three: three, maybe: option<point>, outcome: result<point, string>,
    table: map<string, point>, last: u32,
  }
  make: func(wrong: string) -> all;
  many: func() -> list<point>;
  take: func(it: point);
}
world maker { export ops; }
world user { import ops; export make: func(); export take: func(); }`;

const maker = `
const point = { x: 1, yAxis: 2 };
const all = () => ({
  pair: [1, 'a'], two: { tag: 'first', val: point }, three: { tag: 'first', val: [point, point] }, maybe: point,
  outcome: { tag: 'ok', val: point }, table: new Map([['a', point]]), last: 3,
});
const make = (wrong) => {
  const made = all();
  if (wrong === 'two') made.two.val = { x: 1 };
  else if (wrong === 'three') made.three = { tag: 'second', val: { x: '1', yAxis: 2 } };
  else made[wrong] = undefined;
  return made;
};
export const ops = { make, many: () => [point, { x: 1 }], take() {} };`;

const user = `
import { make as made, take as taken } from 't:a/ops';
export const make = () => void made('last');
export const take = () => taken({ x: 1 });`;

const missing = (call: string, type: string, field: string): string =>
  `${call}: the guest gave undefined where the WIT has ${type}, in the field ${field}`;
const INT = 'a number (i32)';

describe('a field of a record that a TypeScript guest gives, and whose value does not fit', () => {
  let all: Guests;
  before(async () => void (all = await guests()));
  after(() => all[Symbol.asyncDispose]());

  const assertMessages = async (component: string, cases: Readonly<Record<string, string | undefined>>) => {
    for (const [call, message] of Object.entries(cases))
      assert.equal((await all.call(component, call)).problem?.message, message);
  };

  it('is named, within values of every kind and after them', async () => {
    const make = 't:a/ops#make';
    await assertMessages(await all.build(part('maker', wit, maker)), {
      'ops.make("other")': undefined,
      'ops.make("last")': missing(make, INT, 'last of the record all'),
      'ops.make("pair")': `${make}: the guest gave no array where the WIT has a list or a tuple, in the field pair of the record all`,
      'ops.make("two")': missing(make, INT, 'y-axis of the record point'),
      'ops.make("three")': `${make}: the guest gave a string where the WIT has ${INT}, in the field x of the record point`,
      'ops.many()': missing('t:a/ops#many', INT, 'y-axis of the record point'),
    });
  });

  it('is named in a composition, where it is of a result or of an argument', async () => {
    const parts = { maker: part('maker', wit, maker), user: part('user', wit, user) };
    await assertMessages(await all.compose(parts), {
      'make()': missing('t:a/ops#make', INT, 'last of the record all'),
      'take()': `${missing('take', INT, 'y-axis of the record point')}, in a call of take`,
    });
  });
});
