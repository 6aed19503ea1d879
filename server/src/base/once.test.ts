import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { once } from './once.ts';

describe('once', () => {
  it('computes a value per object identity', () => {
    let made = 0;
    const number = once((_: object) => ++made);
    const [one, other] = [{}, {}];
    assert.deepEqual([number(one), number(other), number(one)], [1, 2, 1]);
  });

  it('also remembers undefined', () => {
    let made = 0;
    const nothing = once((_: object) => void ++made);
    const one = {};
    nothing(one);
    nothing(one);
    assert.equal(made, 1);
  });

  it('is separate for each function, supports arrays, and is not visible on the object', () => {
    const length = once((list: readonly number[]) => list.length);
    const sum = once((list: readonly number[]) => list.reduce((one, other) => one + other, 0));
    const list = Object.freeze([1, 2, 3]);
    assert.deepEqual([length(list), sum(list), length(list)], [3, 6, 3]);
    assert.deepEqual(Reflect.ownKeys(list), ['0', '1', '2', 'length']);
    assert.deepEqual(list, [1, 2, 3]);
  });

  it('uses the arguments of the first call', () => {
    const named = once((one: { id: number }, name: string) => `${name}${one.id}`);
    const one = { id: 1 };
    assert.deepEqual([named(one, 'a'), named(one, 'b')], ['a1', 'a1']);
  });

  it('does not remember an exception', () => {
    let isBroken = true;
    const fragile = once((_: object) => {
      if (isBroken) throw new Error('not now');
      return 'made';
    });
    const one = {};
    assert.throws(() => fragile(one), /not now/);
    isBroken = false;
    assert.equal(fragile(one), 'made');
  });
});
