import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { sectionsOf } from '../../../../server/src/binary/sections.ts';
import { isReadable, openModule, type SourceModule } from './source-module.ts';

const bytes = readFileSync('test-fixtures/debuggee/orders.wasm');
const RUNS = Number(process.env['DWARF_RUNS'] ?? 25);

/** A linear congruential generator: the same figures in each run. */
let seed = 7;
const random = (below: number): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
  return seed % below;
};

/** Offsets of the contents of sections with debug information, behind their names. */
const ranges = [...sectionsOf(bytes)]
  .filter(({ id, contents }) => id === 0 && Buffer.from(contents.subarray(1, 8)).toString() === '.debug_')
  .map(({ contents }) => ({
    start: contents.byteOffset - bytes.byteOffset + 14,
    length: contents.length - 14,
  }));

function spoiled(): Uint8Array {
  const copy = Buffer.from(bytes);
  for (let flips = 1 + random(20); flips > 0; flips--) {
    const { start, length } = ranges[random(ranges.length)]!;
    copy[start + random(Math.min(length, 60_000))]! ^= 1 << random(8);
  }
  return copy;
}

function askAll({ dwarf, types, files }: SourceModule): void {
  const none = new BigUint64Array(8);
  const registers = { locals: none, globals: none, operands: none };
  for (const file of files.slice(0, 5)) dwarf.locations(file, random(100));
  for (let places = 0; places < 10; places++) {
    const at = random(4000);
    dwarf.frames(at);
    dwarf.lineSpans(at);
    dwarf.body(at);
    for (const { type } of [...dwarf.statics(at), ...dwarf.variables(at, 0, registers)]) {
      types.of(type);
      types.structure(type);
    }
  }
}

describe('debug information with flipped bits', { timeout: 120_000 }, () => {
  it('is read as far as possible, or reported as broken', async () => {
    assert.ok(ranges.length > 3);
    let read = 0;
    for (let run = 0; run < RUNS; run++) {
      const module = await openModule(spoiled(), ['orders']);
      if (!isReadable(module)) continue;
      askAll(module);
      read++;
    }
    assert.ok(read > 0);
  });
});
