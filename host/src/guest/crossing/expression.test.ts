import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { WitType } from '../../../../server/src/types/wit-type.ts';
import { readCondition, readPath, readTemplate } from './expression.ts';
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
  err: { kind: 'variant', cases: [{ name: 'unknown', type: string }] },
};
const rights: WitType = { kind: 'flags', flags: ['read-all', 'write'] };

function slots(): Slot[] {
  const roots: Record<string, unknown> = {
    user: { fullName: 'Ada "L"', admin: true, age: 36n },
    role: 'owner',
    items: [3, -4, 5],
    result: { tag: 'err', val: { tag: 'unknown', val: 'x' } },
    rights: { readAll: true, write: false },
  };
  const types = { user, role, items: { kind: 'list', element: { kind: 's32' } } as WitType, result, rights };
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
  ])
    it(`${text} holds`, () => assert.equal(holds(text), true));

  for (const text of ['result.ok.admin', 'items[9] == 3', 'role == guest', 'user.age == none'])
    it(`${text} does not hold`, () => assert.equal(holds(text), false));

  for (const [text, message] of [
    ['nobody == 1', /expected user, role, items/],
    ['user.name', /something that is in record/],
    ['user == 3', /expected \{/],
    ['role < owner', /no order/],
    ['user.admin user.admin', /expected an operator/],
    ['items', /expected a comparison/],
  ] as const)
    it(`${text} is refused`, () => assert.throws(() => readCondition(text, slots()), message));
});

describe('values by name', () => {
  it('are interpolated in a log message', () => {
    const template = readTemplate('{user.full-name} is {role}, {result.ok}', slots());
    assert.equal(template(slots()), '"Ada \\"L\\"" is owner, (none)');
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
