import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { wasmtime } from '../../../testing/wasmtime.ts';
import { callInWasmtime, guests, type Guests, part } from '../../testing/guests.ts';

const wit = `package t:r;
interface store {
  resource item {
    constructor(n: u32);
    get: func() -> u32;
    add: func(other: borrow<item>) -> u32;
    merge: func(other: item) -> item;
    both: static func(a: item, b: item) -> item;
  }
  make: func(n: u32) -> item;
  peek: func(i: borrow<item>) -> u32;
  take: func(i: item) -> u32;
  each: func(items: list<item>) -> list<item>;
  disposed: func() -> list<u32>;
}
world maker { export store; }
world user {
  import store;
  export methods: func() -> list<u32>;
  export passing: func() -> list<u32>;
  export disposal: func() -> list<u32>;
  export many: func(n: u32) -> u32;
  export twice: func() -> string;
}`;

const maker = `
import type { Item as ItemOf } from '../types/interfaces/t-r-store.d.ts';
const gone: number[] = [];
class Item {
  constructor(readonly n: number) {}
  get(): number { return this.n; }
  add(other: Item): number { return this.n + other.n; }
  merge(other: Item): Item { return new Item(this.n * 100 + other.n); }
  static both(a: Item, b: Item): Item { return new Item(a.n + b.n); }
  [Symbol.dispose](): void { gone.push(this.n); }
}
export const store = {
  Item,
  make: (n: number) => new Item(n),
  peek: (item: Item) => item.n,
  take: (item: Item) => item.n,
  each: (items: Item[]) => [...items].reverse(),
  disposed: () => gone.splice(0),
};`;

const user = `
import { Item, disposed, each, make, peek, take } from 't:r/store';
export const methods = () => {
  const [a, b] = [new Item(1), make(2)];
  return [a.get(), b.get(), a.add(b), b.add(a), a.merge(b).get(), Item.both(make(3), make(4)).get()];
};
export const passing = () => {
  const items = each([make(1), make(2), make(3)]);
  return [...items.map((item) => peek(item)), ...items.map((item) => take(item))];
};
export const disposal = () => {
  disposed();
  const first = make(1);
  first[Symbol.dispose]();
  { using _second = make(2); }
  return disposed();
};
export const many = (n: number) => {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    using item = i % 2 ? make(i) : new Item(i);
    sum += peek(item) - item.get() + 1;
  }
  return sum;
};
export const twice = () => {
  const item = make(5);
  take(item);
  try {
    return String(peek(item));
  } catch (error) {
    return (error as Error).name;
  }
};`;

const calls = {
  'methods()': '[1, 2, 3, 3, 102, 7]',
  'passing()': '[3, 2, 1, 3, 2, 1]',
  'disposal()': '[1, 2]',
  'many(3000)': '3000',
};

describe('a resource of one TypeScript component, used by another', () => {
  let all: Guests;
  let component: string;
  before(async () => {
    all = await guests();
    component = await all.compose({ maker: part('maker', wit, maker), user: part('user', wit, user) });
  });
  after(() => all[Symbol.asyncDispose]());

  for (const [invoke, value] of Object.entries(calls)) {
    it(`${invoke} is ${value}`, async () => {
      const called = await all.call(component, invoke);
      assert.deepEqual(called, { value, stdout: '', stderr: '' });
    });
  }

  it('returns the same in wasmtime', { skip: wasmtime.missing }, () => {
    for (const [invoke, value] of Object.entries(calls))
      assert.equal(callInWasmtime(component, invoke).value, value, invoke);
  });

  it('cannot be used after its ownership is transferred', async () => {
    assert.equal((await all.call(component, 'twice()')).value, '"TypeError"');
  });
});
