import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { PREAMBLE, sectionsOf } from './sections.ts';

const preamble = [0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0];
const read = (...rest: number[]) => [...sectionsOf(Uint8Array.from([...preamble, ...rest]))];

describe('the sections of a binary', () => {
  it('are contiguous up to its end', () => {
    const bytes = readFileSync('test-fixtures/programs/command/command.wasm');
    const sections = [...sectionsOf(bytes)];
    const last = sections.at(-1)!.contents;
    assert.equal(last.byteOffset + last.length, bytes.byteOffset + bytes.length);
    assert.equal(sections[0]!.contents.byteOffset - bytes.byteOffset > PREAMBLE, true);
  });

  it('have a size of up to five bytes', () => {
    assert.deepEqual(read(7, 0x81, 0x80, 0x80, 0x80, 0x00, 5), [{ id: 7, contents: Uint8Array.of(5) }]);
    assert.deepEqual(read(0, 0), [{ id: 0, contents: Uint8Array.of() }]);
  });

  for (const [what, ...rest] of [
    ['a section that is longer than the file', 7, 2, 0],
    ['a size that is cut off', 7, 0x80],
    ['a size without end', 7, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00],
    ['a size beyond what memory has', 7, 0xff, 0xff, 0xff, 0xff, 0x0f],
    ['a section without a size', 7],
  ] as const) {
    it(`end with ${what}`, () => assert.throws(() => read(...rest), RangeError));
  }

  it('are empty if the preamble is truncated', () => {
    assert.throws(() => [...sectionsOf(Uint8Array.from(preamble.slice(0, 7)))], RangeError);
  });
});
