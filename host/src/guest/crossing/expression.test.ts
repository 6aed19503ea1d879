import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { WitType } from '../../../../server/src/types/wit-type.ts';
import { readCondition, readPath, readTemplate, WaveError } from './expression.ts';
import { insideOf, show, type Slot } from './slots.ts';

const string: WitType = { kind: 'string' };
const user: WitType = {
  kind: 'record',
  fields: [
    { name: 'full-name', type: string },
    { name: 'admin', type: { kind: 'bool' } },
    { name: 'age', type: { kind: 'option', some: { kind: 'u64' } } },
  ],
};
const role: WitType = { kind: 'enum', cases: ['guest', 'owner'] };
const result: WitType = {
  kind: 'result',
  ok: user,
  err: {
    kind: 'variant',
    cases: [
      { name: 'missing', type: undefined },
      { name: 'unknown', type: string },
    ],
  },
};
const rights: WitType = { kind: 'flags', flags: ['read-all', 'write'] };
const shape: WitType = {
  kind: 'variant',
  cases: [
    { name: 'point', type: undefined },
    {
      name: 'lines',
      type: {
        kind: 'list',
        element: {
          kind: 'tuple',
          items: [{ kind: 'u8' }, { kind: 'tuple', items: [string, { kind: 'char' }] }],
        },
      },
    },
  ],
};

function slots(): Slot[] {
  const roots: Record<string, unknown> = {
    user: { fullName: 'Ada "L"', admin: true, age: 36n },
    role: 'owner',
    items: [3, -4, 5],
    result: { tag: 'err', val: { tag: 'unknown', val: 'x' } },
    rights: { readAll: true, write: false },
    shape: {
      tag: 'lines',
      val: [
        [1, ['a', 'x']],
        [2, ['b', 'y']],
      ],
    },
    share: Math.fround(0.1),
    zero: -0,
    undefined: Number.NaN,
    maybe: { tag: 'some', val: undefined },
    bytes: Uint8Array.of(1, 2),
    done: { tag: 'ok' },
  };
  const types: Record<string, WitType> = {
    user,
    role,
    items: { kind: 'list', element: { kind: 's32' } },
    result,
    rights,
    shape,
    share: { kind: 'f32' },
    zero: { kind: 'f64' },
    undefined: { kind: 'f64' },
    maybe: { kind: 'option', some: { kind: 'option', some: { kind: 'u8' } } },
    bytes: { kind: 'list', element: { kind: 'u8' } },
    done: { kind: 'result', ok: undefined, err: undefined },
  };
  return Object.entries(types).map(([name, type]) => ({
    name,
    type,
    value: roots[name],
    set: (value) => void (roots[name] = value),
  }));
}

const holds = (text: string): boolean => readCondition(text, slots())(slots());

describe('conditions over WAVE values', () => {
  for (const text of [
    'user.admin',
    'user.full-name == "Ada \\"L\\""',
    'user.age == some(36)',
    'user.age.some > 35 && user.age.some <= 36',
    'role == owner',
    'role != guest && !(items[1] >= 0)',
    'result.err == unknown("x")',
    'result.err.unknown == "x" || user.admin',
    'rights == {read-all}',
    'rights.read-all && !rights.write',
    'items == [3, -4, 5]',
    'result.ok.admin || items[0] < 4',
    'user == {admin: true, age: some(36), full-name: "Ada \\"L\\""}',
    'user.full-name >= "Ad" && user.full-name < "B"',
    'result is err && user.age is some && role is owner',
    '!(result.err is missing) && !result is ok',
    'result.ok.age is some || result.err != missing',
    'shape is lines && shape.lines[1].1.0 == "b"',
    "shape.lines[0].1.1 < 'y'",
    'shape == lines([(1, ("a", \'x\')), (2, ("b", \'y\'))])',
    'shape != point',
    'share == 0.1 && share <= 0.1 && !(share > 0.1)',
    'zero == 0 && zero == -0',
    'undefined == nan && !(undefined < 1)',
    'maybe == some(none) && maybe is some && maybe.some is none',
    'bytes == [1, 2] && bytes[1] == 2',
    'done == ok && done is ok',
    'result.ok.full-name != "Ada"',
    'role == guest && user.admin || items[2] == 5',
    'role == owner // of the shop',
  ])
    it(`${text} holds`, () => assert.equal(holds(text), true));

  for (const text of [
    'result.ok.admin',
    'items[9] == 3',
    'role == guest',
    'user.age == none',
    'result.ok.age is none',
    'result is ok',
    'shape.lines[2].0 < 9',
    'role == guest && (user.admin || items[2] == 5)',
  ])
    it(`${text} does not hold`, () => assert.equal(holds(text), false));

  // Offsets count from 0.
  for (const [text, message, offset] of [
    ['', /expected user or role or items .*found the end/, 0],
    ['nobody == 1', /expected user or role or items .*found nobody/, 0],
    ['user.name', /something that is in record .*found name/, 5],
    ['user == 3', /expected \{/, 8],
    ['user == {admin: true}', /expected the field full-name: string/, 20],
    ['role < owner', /no order/, 7],
    ['role == boss', /expected enum \{ guest, owner \}, found boss/, 8],
    ['role is boss', /expected a case of enum \{ guest, owner \}, found boss/, 8],
    ['user.admin is true', /expected a case of bool/, 14],
    ['user.admin user.admin', /expected && or \|\|/, 11],
    ['user.admin & rights.write', /expected && or \|\|, found &/, 11],
    ['role = owner', /expected a comparison, as in ==, < or is, found =/, 5],
    ['items', /expected a comparison/, 5],
    ['items[-1] == 3', /expected an index, as in \[0\], found -1/, 6],
    ['items[0 == 3', /expected \], found ==/, 8],
    ['items.0 == 3', /something that is in list<s32>, found 0/, 6],
    ['items[0] == 2147483648', /expected an s32/, 12],
    ['user[0] == 3', /record .* has no elements/, 4],
    ['shape.lines[0].2 == 3', /something that is in tuple/, 15],
    ['shape.point == 3', /something that is in variant/, 6],
    ['(user.admin', /expected \), found the end/, 11],
    ['user.full-name == "Ada', /is not closed/, 18],
    ['items[0] == items[1]', /expected an s32, .*found items/, 12],
    ['user.admin &&', /expected user or role .*found the end/, 13],
  ] as const)
    it(`${text} is refused, with the reason and the place`, () =>
      assert.throws(
        () => readCondition(text, slots()),
        (error) => {
          assert.ok(error instanceof WaveError);
          assert.match(error.message, message);
          assert.equal(error.offset, offset);
          return true;
        },
      ));
});

describe('values by name', () => {
  it('are interpolated in a log message', () => {
    const template = readTemplate('{user.full-name} is {role}, {result.ok}', slots());
    assert.equal(template(slots()), '"Ada \\"L\\"" is owner, (none)');
  });

  it('are refused in a log message at their place in it', () => {
    const read = () => readTemplate('{role}, {user.nobody}', slots());
    assert.throws(read, (error) => error instanceof WaveError && error.offset === 14);
  });

  it('are expanded in pages', () => {
    const names = (slot: Slot, ...page: number[]) =>
      insideOf(slot, ...page).map((one) => `${show(one).name}: ${show(one).text}`);
    const [first, , items, failed, flags] = slots();
    assert.deepEqual(names(first!), ['full-name: "Ada \\"L\\""', 'admin: true', 'age: some(36)']);
    assert.deepEqual(names(items!, 1, 1), ['[1]: -4']);
    assert.deepEqual(names(failed!), ['err: unknown("x")']);
    assert.deepEqual(names(flags!), ['read-all: true', 'write: false']);
  });

  it('are set in place, also inside a case', () => {
    const roots = slots();
    const set = (path: string, value: unknown) => readPath(path, roots)(roots)!.set!(value);
    set('user.age.some', 37n);
    set('items[2]', 8);
    const seen = roots.slice(0, 3).map((slot) => show(slot).text);
    assert.deepEqual(seen, ['{full-name: "Ada \\"L\\"", admin: true, age: some(37)}', 'owner', '[3, -4, 8]']);
  });
});
