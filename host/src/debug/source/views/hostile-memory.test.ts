import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { sectionsOf } from '../../../../../server/src/binary/sections.ts';
import { DebugInformation, readModule } from '../debug-information.ts';
import type { Memory } from '../values/located.ts';
import { Values } from '../values/values.ts';

/** A memory whose words are what `word` says, up to its end. */
function memoryOf(word: (index: number) => number, end = 2 ** 24): Memory & { reads: number } {
  return {
    reads: 0,
    read(address, length) {
      this.reads++;
      const size = Math.max(0, Math.min(length, end - address));
      const bytes = Buffer.alloc(size);
      for (let at = 0; at < size; at++)
        bytes[at] = (word(Math.floor((address + at) / 4)) >>> (8 * ((address + at) % 4))) & 0xff;
      return Promise.resolve(bytes);
    },
    write: () => Promise.reject(new Error('not needed')),
  };
}

const mixed = (index: number): number => Math.imul(index ^ (index >>> 7), 2_654_435_761) >>> 0;

const memories = {
  'all zero': memoryOf(() => 0),
  'all ones': memoryOf(() => 0xffff_ffff),
  'of pointers to one place': memoryOf(() => 0x1000),
  'of pointers to the next word': memoryOf((index) => 4 * index + 4),
  'of pointers that go round': memoryOf((index) => (4 * index * 7 + 64) % 2 ** 16),
  'of huge lengths': memoryOf((index) => (index % 3 === 0 ? 0x2000 : 0x7fff_ffff)),
  'of any words': memoryOf(mixed),
  'of any words below its end': memoryOf((index) => mixed(index) % 2 ** 24),
  'that ends at once': memoryOf(() => 0x1000, 2),
};

/** The first core module of a component, or the bytes of a module. */
function coreModule(file: string): Uint8Array {
  const bytes = readFileSync(`test-fixtures/debuggee/${file}`);
  const isModule = bytes.readUInt16LE(4) === 1 && bytes.readUInt16LE(6) === 0;
  return isModule ? bytes : [...sectionsOf(bytes)].find(({ id }) => id === 1)!.contents;
}

/** All variables at the last line of each function with values of a library. */
async function variablesOf(module: string, source: string, lines: readonly number[]) {
  const dwarf = await readModule(coreModule(module));
  const registers = {
    locals: new BigUint64Array(64).fill(0x4000n),
    globals: new BigUint64Array(8).fill(0x4000n),
    operands: new BigUint64Array(8),
  };
  const path = dwarf.files().find((file) => file.endsWith(source))!;
  const found = lines.flatMap((line) =>
    dwarf.variables(dwarf.locations(path, line)[0]!.offset, 0, registers),
  );
  const broken: string[] = [];
  return { found, broken, dwarf: new DebugInformation(dwarf, () => void broken.push(module)) };
}

describe('values in a memory that makes no sense', { timeout: 300_000 }, () => {
  for (const [module, source, lines] of [
    ['collections.wasm', 'collections.rs', [63, 83, 107]],
    ['containers.wasm', 'containers.cpp', [46, 59, 72, 89]],
  ] as const)
    for (const [kind, memory] of Object.entries(memories))
      it(`are read to an end: ${source}, memory ${kind}`, async () => {
        const { found, dwarf, broken } = await variablesOf(module, source, lines);
        assert.ok(found.length > 25);
        const values = new Values(dwarf, memory);
        for (const [at, variable] of found.entries()) {
          const located = await values.locate(variable);
          assert.equal(typeof (await values.textWithNote(located)), 'string');
          const { count } = await values.countInside(located);
          assert.ok(count >= 0 && count <= 2 ** 26);
          const inside = await values.inside(located, 0, 100);
          assert.ok(inside.length <= 100);
          assert.ok((await values.inside(located, Math.max(0, count - 3), 3)).length <= 3);
          for (const one of inside.slice(0, 10)) await values.text(one);
          if (at % 4 === 0) await values.element(located, '"no such key"');
        }
        assert.deepEqual(broken, []);
      });
});
