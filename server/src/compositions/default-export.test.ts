import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withStart } from './default-export.ts';

const section = (id: number, ...contents: number[]): number[] => [id, contents.length, ...contents];
const text = (name: string): number[] => [name.length, ...Buffer.from(name)];

/** A module with two functions and a memory, and these exports: the index of a function, or undefined for the memory. */
function module(exports: Readonly<Record<string, number | undefined>>): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(exports).map(([name, index]) => [
    ...text(name),
    ...(index === undefined ? [2, 0] : [0, index]),
  ]);
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 1, 0x60, 0, 0),
    ...section(3, 2, 0, 0),
    ...section(5, 1, 0, 1),
    ...section(7, entries.length, ...entries.flat()),
    ...section(10, 2, 2, 0, 0x0b, 2, 0, 0x0b),
  ]);
}

const namesOf = (bytes: Uint8Array): string[] =>
  WebAssembly.Module.exports(new WebAssembly.Module(Uint8Array.from(bytes))).map(({ name }) => name);

describe('a core module whose program has no name', () => {
  it('gets _start in its place', () => {
    assert.deepEqual(namesOf(withStart(module({ memory: undefined, '': 1, other: 0 }))), [
      'memory',
      '_start',
      'other',
    ]);
  });

  for (const [why, exports] of Object.entries({
    'it has _start': { '': 0, _start: 1 },
    'it is a memory': { '': undefined, other: 0 },
    'there is none': { other: 0 },
  } satisfies Record<string, Record<string, number | undefined>>))
    it(`stays as it is where ${why}`, () => {
      const bytes = module(exports);
      assert.equal(withStart(bytes), bytes);
    });

  it('is one without exports, too', () => {
    const bytes = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    assert.equal(withStart(bytes), bytes);
  });
});
