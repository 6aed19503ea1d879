import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newerNode } from '../../../testing/newer-node.ts';
import { wasmtime } from '../../../testing/wasmtime.ts';
import { callInWasmtime, part } from '../../testing/guests.ts';
import { newerGuests } from '../../testing/newer-guests.ts';

const wit = `package t:a;
interface ops {
  rows: async func(count: u32) -> stream<stream<u32>>;
  flat: async func(rows: stream<stream<u32>>) -> list<u32>;
  later-row: async func() -> future<stream<string>>;
  texts: async func(count: u32) -> stream<future<string>>;
  joined: async func(texts: stream<future<string>>) -> string;
  twice-later: async func() -> future<future<u32>>;
}
world maker { export ops; }
world user {
  import ops;
  export read-rows: async func() -> list<list<u32>>;
  export count-rows: async func() -> u32;
  export give-rows: async func() -> list<u32>;
  export read-later-row: async func() -> list<string>;
  export read-texts: async func() -> list<string>;
  export count-texts: async func() -> u32;
  export give-texts: async func() -> string;
  export read-twice-later: async func() -> u32;
}`;

const maker = `
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
export const ops = {
  async rows(count: number) { return (async function* () { for (const n of upTo(count)) yield upTo(n); })(); },
  async flat(rows: AsyncIterable<AsyncIterable<number>>) {
    const all: number[] = [];
    for await (const row of rows) for await (const n of row) all.push(n);
    return all;
  },
  async laterRow() { return wit.Future.from((async function* () { yield 'a'; yield 'b'; })()).readable; },
  async texts(count: number) {
    return (async function* () { for (const n of upTo(count)) yield wit.Future.from('text ' + n, 1).readable; })();
  },
  async joined(texts: AsyncIterable<{ read(): Promise<string> }>) {
    let all = '';
    for await (const text of texts) all += await text.read();
    return all;
  },
  async twiceLater() { return wit.Future.from(wit.Future.from(42, 2).readable, 3).readable; },
};`;

const user = `
import { flat, joined, laterRow, rows, texts, twiceLater } from 't:a/ops';
const collect = async (stream: any) => { const all: any[] = []; for await (const one of stream) all.push(one); return all; };
const dropAll = async (stream: any) => { let n = 0; for await (const one of stream) { one[Symbol.dispose](); n++; } return n; };
export const readRows = async () => {
  const all: number[][] = [];
  for await (const row of await rows(3)) all.push(await collect(row));
  return all;
};
export const countRows = async () => dropAll(await rows(3));
export const giveRows = async () => flat((async function* () { yield [1, 2]; yield [3]; })());
export const readLaterRow = async () => collect(await (await laterRow()).read());
export const readTexts = async () => {
  const all: string[] = [];
  for await (const text of await texts(2)) all.push(await text.read());
  return all;
};
export const countTexts = async () => dropAll(await texts(3));
export const giveTexts = async () => joined([wit.Future.from('x', 1).readable, wit.Future.from('y', 1).readable]);
export const readTwiceLater = async () => (await (await twiceLater()).read()).read();`;

const calls = {
  'read-rows()': '[[1], [1, 2], [1, 2, 3]]',
  'count-rows()': '3',
  'give-rows()': '[1, 2, 3]',
  'read-later-row()': '["a", "b"]',
  'read-texts()': '["text 1", "text 2"]',
  'count-texts()': '3',
  'give-texts()': '"xy"',
  'read-twice-later()': '42',
};

describe('streams and futures within each other, between components', { skip: newerNode.missing }, () => {
  const suite = newerGuests((all) =>
    all.compose({ maker: part('maker', wit, maker), user: part('user', wit, user) }),
  );

  for (const [call, value] of Object.entries(calls))
    it(`${call} is ${value}`, async () => {
      assert.deepEqual(await suite.call(call), { value, stdout: '', stderr: '' });
    });

  it('are the same in wasmtime', { skip: wasmtime.missing }, () => {
    for (const [call, value] of Object.entries(calls))
      assert.equal(
        callInWasmtime(suite.component, call, ['-W', 'component-model-async=y']).value,
        value,
        call,
      );
  });
});
