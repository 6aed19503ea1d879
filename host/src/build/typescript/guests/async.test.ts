import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newerNode } from '../../../testing/newer-node.ts';
import { wasmtime } from '../../../testing/wasmtime.ts';
import { callInWasmtime, part } from '../../testing/guests.ts';
import { newerGuests } from '../../testing/newer-guests.ts';

const wit = `package t:a;
interface ops {
  slow: async func(n: u32) -> u32;
  fails: async func() -> result<u32, string>;
  items: async func() -> stream<string>;
  sum: async func(bytes: stream<u8>) -> u32;
  later: async func() -> future<u32>;
}
world maker { export ops; }
world user {
  import ops;
  export order: async func() -> list<u32>;
  export caught: async func() -> string;
  export read: async func() -> list<string>;
  export total: async func() -> u32;
  export awaited: async func() -> u32;
  export plain: func() -> u32;
  export thrown: async func() -> u32;
}`;

const maker = `
export const ops = {
  async slow(n: number) { await Promise.resolve(); return n + 1; },
  async fails() { await null; throw 'no stock'; },
  async items() { return (async function* () { yield 'a'; await null; yield 'b'; })(); },
  async sum(bytes: AsyncIterable<Uint8Array>) {
    let sum = 0;
    for await (const chunk of bytes) for (const byte of chunk) sum += byte;
    return sum;
  },
  async later() { return wit.Future.from(42).readable; },
};`;

const user = `
import { fails, items, later, slow, sum } from 't:a/ops';
export const order = async () => [await slow(1), ...(await Promise.all([slow(10), slow(20)]))];
export const caught = async () => { try { await fails(); return ''; } catch (error) { return error.payload; } };
export const read = async () => { const all = []; for await (const item of await items()) all.push(item); return all; };
export const total = async () => (await sum(new Uint8Array([1, 2]))) + (await sum((async function* () { yield 3; })()));
export const awaited = async () => (await later()).read();
export const plain = () => 3;
export const thrown = async () => { await null; throw new RangeError('async oops'); };`;

const calls = {
  'order()': '[2, 11, 21]',
  'caught()': '"no stock"',
  'read()': '["a", "b"]',
  'total()': '6',
  'awaited()': '42',
  'plain()': '3',
};

describe('asynchronous functions in TypeScript', { skip: newerNode.missing }, () => {
  const suite = newerGuests((all) =>
    all.compose({ maker: part('maker', wit, maker), user: part('user', wit, user) }),
  );

  for (const [call, value] of Object.entries(calls)) {
    it(`${call} is ${value}`, async () => {
      assert.deepEqual(await suite.call(call), { value, stdout: '', stderr: '' });
    });
  }

  it('return the same in wasmtime', { skip: wasmtime.missing }, () => {
    for (const [call, value] of Object.entries(calls))
      assert.equal(
        callInWasmtime(suite.component, call, ['-W', 'component-model-async=y']).value,
        value,
        call,
      );
  });

  it('fail with their error and the lines of the sources', async () => {
    const { problem } = await suite.call('thrown()');
    assert.equal(problem?.message, 'RangeError: async oops');
    assert.match(problem.causes?.[0] ?? '', /^at thrown \(src\/index\.ts:9:\d+\)$/);
  });
});
