import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assembleBytes } from '../../testing/instantiate-wat.ts';
import { countMemory, MEMORY, PAGE, PAGES } from './counted.ts';

const LEAST = 2;
const END = LEAST * PAGE;
const [INT, LONG, SINGLE, DOUBLE] = ['i32', 'i64', 'f32', 'f64'];
/** The loads and stores, with their bytes. */
const plain: readonly (readonly [type: string, name: string, bytes: number])[] = [
  [INT!, '', 4], [LONG!, '', 8], [SINGLE!, '', 4], [DOUBLE!, '', 8],
  [INT!, '8', 1], [INT!, '16', 2], [LONG!, '8', 1], [LONG!, '16', 2], [LONG!, '32', 4],
]; // prettier-ignore
const vectorLoads = ['load', 'load8x8_s', 'load16x4_u', 'load32x2_s', 'load8_splat', 'load16_splat', 'load32_splat', 'load64_splat', 'load32_zero', 'load64_zero']; // prettier-ignore
const lanes = ['8', '16', '32', '64'];
const OFFSETS = [0, 7, PAGE];
const vector = '(v128.const i64x2 0x1122334455667788 0x7766554433221100)';
const sum = (loaded: string) => `(i64.xor (i64x2.extract_lane 0 ${loaded}) (i64x2.extract_lane 1 ${loaded}))`;

/** A function for each instruction that loads or stores, with each of the offsets. */
function accesses(): readonly string[] {
  const bodies = (at: string, offset: string): readonly string[] => [
    ...plain.flatMap(([type, size, bytes]) => {
      const load = `${type}.load${size}${size === '' ? '' : '_s'}`;
      const wide = `${load}${''}`;
      const asLong: Record<string, string> = {
        i32: `(i64.extend_i32_s (${wide} ${offset} ${at}))`,
        i64: `(${wide} ${offset} ${at})`,
        f32: `(i64.extend_i32_u (i32.reinterpret_f32 (${wide} ${offset} ${at})))`,
        f64: `(i64.reinterpret_f64 (${wide} ${offset} ${at}))`,
      };
      return [asLong[type]!, `(${type}.store${size} ${offset} ${at} (${type}.const ${bytes})) (i64.const 0)`];
    }),
    ...vectorLoads.map((name) => sum(`(v128.${name} ${offset} ${at})`)),
    `(v128.store ${offset} ${at} ${vector}) (i64.const 0)`,
    ...lanes.flatMap((lane) => [
      sum(`(v128.load${lane}_lane ${offset} 1 ${at} ${vector})`),
      `(v128.store${lane}_lane ${offset} 1 ${at} ${vector}) (i64.const 0)`,
    ]),
  ];
  return OFFSETS.flatMap((offset) => bodies('(local.get $at)', `offset=${offset}`));
}

const functions = accesses();
const module = await assembleBytes(`(module
  (import "" "host" (func $host))
  (memory (export "memory") ${LEAST} 8)
  (data (i32.const ${END - 24}) "a segment in the memory.") (data $passive "passive")
  ${functions
    .map((body, index) => `(func (export "f${index}") (param $at i32) (result i64) (local f32) ${body})`)
    .join('\n')}
  (func (export "fill") (param i32 i32 i32) (memory.fill (local.get 0) (local.get 1) (local.get 2)))
  (func (export "copy") (param i32 i32 i32) (memory.copy (local.get 0) (local.get 1) (local.get 2)))
  (func (export "init") (param i32 i32 i32) (memory.init $passive (local.get 0) (local.get 1) (local.get 2)))
  (func (export "size") (result i32) (memory.size))
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0))))`);
const imports = { '': { host: () => {} } };

interface Instance {
  readonly call: (name: string, ...args: number[]) => unknown;
  readonly memory: WebAssembly.Memory;
  readonly exports: WebAssembly.Exports;
}

function instance(bytes: Uint8Array): Instance {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)), imports);
  const call = (name: string, ...args: number[]): unknown => {
    try {
      return (exports[name] as (...args: number[]) => unknown)(...args);
    } catch (error) {
      return (error as Error).message;
    }
  };
  return { call, memory: exports['memory'] as WebAssembly.Memory, exports };
}

/** One whose memory is larger than its count of pages. */
function countedInstance(): Instance {
  const counted = countMemory(module);
  assert.ok(counted);
  const made = instance(counted.bytes);
  assert.equal(made.exports[`${MEMORY}0`], made.memory);
  made.memory.grow(3);
  return made;
}

/** Bytes that both know of. */
const known = ({ memory }: Instance): Uint8Array => new Uint8Array(memory.buffer, 0, END);

describe('a memory whose pages are counted', () => {
  it('traps beyond the counted pages at each access as beyond the end, and is otherwise the same', () => {
    const [plainOne, counted] = [instance(module), countedInstance()];
    let traps = 0;
    for (const [index] of functions.entries())
      for (const offset of OFFSETS)
        for (let near = -17; near <= 2; near++)
          for (const at of [END - offset + near, near, near + 2 ** 31]) {
            const expected = plainOne.call(`f${index}`, at);
            assert.equal(counted.call(`f${index}`, at), expected, `${functions[index]} at ${at}`);
            if (expected === 'memory access out of bounds') traps++;
          }
    assert.ok(traps > 1000);
    assert.ok(Buffer.from(known(counted)).equals(known(plainOne)));
    assert.ok(new Uint8Array(counted.memory.buffer, END).every((byte) => byte === 0));
  });

  it('traps when many bytes are written or read, and then writes none of them', () => {
    const [plainOne, counted] = [instance(module), countedInstance()];
    const places = [0, 1, 3, 9, END - 8, END - 1, END, END + 1, -1];
    for (const name of ['fill', 'copy', 'init'])
      for (const first of places)
        for (const second of places)
          for (const count of [0, 1, 7, 8, END, -1])
            assert.equal(
              counted.call(name, first, second, count),
              plainOne.call(name, first, second, count),
              `${name} ${first} ${second} ${count}`,
            );
    assert.ok(Buffer.from(known(counted)).equals(known(plainOne)));
  });

  it('has the sizes that it would have', () => {
    const [plainOne, counted] = [instance(module), countedInstance()];
    for (const more of [0, 1, 7, -1, 2 ** 31, 2, 0, 3, 1, 1, 1]) {
      assert.equal(counted.call('grow', more), plainOne.call('grow', more), `grow ${more}`);
      const pages = plainOne.call('size') as number;
      assert.equal(counted.call('size'), pages);
      assert.equal((counted.exports[`${PAGES}0`] as WebAssembly.Global).value, pages);
      const last = pages * PAGE - 1;
      for (const at of [last, last + 1])
        assert.equal(counted.call('fill', at, 1, 1), plainOne.call('fill', at, 1, 1));
    }
  });

  it('is not counted in a module with the memory of another one or with unknown instructions', async () => {
    const bytes = (text: string) => assembleBytes(`(module ${text})`);
    assert.equal(
      countMemory(await bytes('(import "" "m" (memory 1)) (func (drop (memory.size)))')),
      undefined,
    );
    assert.equal(countMemory(await bytes('(func)')), undefined);
    const tries = '(memory 1) (func (block $b (try_table (catch_all $b))))';
    assert.equal(countMemory(await bytes(tries)), undefined);
  });

  it('keeps the place of each instruction', async () => {
    const text = `(module $named (memory 1)
      (func $inner (param i32) (i32.store offset=4 (local.get 0) (i32.load (local.get 0))) (unreachable))
      (func (export "f") (param i32) (drop (memory.grow (i32.const 1))) (call $inner (local.get 0))))`;
    const bytes = await assembleBytes(text);
    const counted = countMemory(bytes);
    assert.ok(counted);
    const placesIn = (of: Uint8Array, at: number): readonly number[] => {
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(of)));
      try {
        (exports['f'] as (at: number) => void)(at);
      } catch (error) {
        return [...(error as Error).stack!.matchAll(/:0x([0-9a-f]+)/g)].map(([, hex]) =>
          Number.parseInt(hex!, 16),
        );
      }
      return assert.fail('it trapped');
    };
    // The memory grew by a page in each of them.
    for (const at of [0, 2 * PAGE - 4, 2 * PAGE]) {
      const expected = placesIn(bytes, at);
      assert.equal(expected.length, 2);
      assert.deepEqual(placesIn(counted.bytes, at).map(counted.originalOffset), expected, String(at));
    }
  });
});
