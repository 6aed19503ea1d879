import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { type Effects, effectsOf } from './effects.ts';

/** Code that does not change tables and segments, with every form of instruction immediates. */
const harmless = `(module
  (memory 1) (memory $other 1) (table $t 4 funcref) (elem (i32.const 0) func $f) (global $g (mut i64) (i64.const 0))
  (data $d "x") (type $i (func (param i32) (result i32)))
  (func $f (param i32) (result i32) (local i64 f64 v128)
    (global.set $g (i64.const -9223372036854775808))
    (local.set 2 (f64.const 0x1.2626262626262p0)) (drop (f32.const 3.2e-17))
    (block (loop (br_if 1 (local.get 0)) (br_table 0 1 0 (local.get 0))))
    (drop (select (result i32) (i32.const 38) (i32.const 0x26262626) (local.get 0)))
    (i32.store offset=9766 (i32.const 0) (i32.load8_u $other offset=38 (local.get 0)))
    (local.set 3 (v128.load64_lane 1 (i32.const 0) (v128.const i32x4 0x26262626 0xfc0f 0 38)))
    (local.set 3 (i8x16.shuffle 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 (local.get 3) (local.get 3)))
    (drop (i8x16.extract_lane_s 2 (i8x16.add (local.get 3) (i8x16.replace_lane 3 (local.get 3) (local.get 0)))))
    (memory.init $d (i32.const 0) (i32.const 0) (i32.const 0))
    (memory.copy $other 0 (i32.const 0) (i32.const 0) (i32.const 1)) (memory.fill (i32.const 0) (i32.const 0) (i32.const 1))
    (drop (i32.trunc_sat_f64_s (local.get 2))) (drop (ref.is_null (table.get $t (i32.const 0)))) (drop (ref.func $f))
    (drop (memory.grow (i32.const 0))) (drop (table.size $t))
    (return_call_indirect (type $i) (local.get 0) (i32.const 0))))`;

const NONE = { writesTables: false, dropsSegments: false };
const WRITES = { ...NONE, writesTables: true };
const DROPS = { ...NONE, dropsSegments: true };

const instructions: Readonly<Record<string, readonly [instruction: string, effects: Effects]>> = {
  'table.set': ['(table.set 0 (i32.const 0) (ref.null func))', WRITES],
  'table.fill': ['(table.fill 0 (i32.const 0) (ref.null func) (i32.const 1))', WRITES],
  'table.grow': ['(drop (table.grow 0 (ref.null func) (i32.const 1)))', WRITES],
  'table.copy': ['(table.copy 0 0 (i32.const 0) (i32.const 0) (i32.const 1))', WRITES],
  'table.init': ['(table.init 0 $e (i32.const 0) (i32.const 0) (i32.const 1))', WRITES],
  'elem.drop': ['(elem.drop $e)', DROPS],
  'data.drop': ['(data.drop $d)', DROPS],
  // Not known: it might do anything.
  'call_ref': ['(call_ref $n (ref.null $n))', { writesTables: true, dropsSegments: true }],
}; // prettier-ignore

describe('code', () => {
  it('without table or segment instructions is recognized', async () => {
    assert.deepEqual(effectsOf(await parse(harmless)), NONE);
    assert.deepEqual(effectsOf(await parse('(module (table 1 funcref))')), NONE);
  });

  for (const [name, [instruction, effects]] of Object.entries(instructions))
    it(`with ${name} has its effect`, async () => {
      const module = `(module (type $n (func)) (table 1 funcref) (elem $e funcref (ref.null func))
        (memory 1) (data $d "x") (func (drop (i64.const 38))) (func ${instruction}))`;
      assert.deepEqual(effectsOf(await parse(module)), effects);
    });
});
