import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { writesTables } from './table-writes.ts';

/** Code that leaves tables alone, with what stands behind instructions in each way that there is. */
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
    (memory.init $d (i32.const 0) (i32.const 0) (i32.const 0)) (data.drop $d)
    (memory.copy $other 0 (i32.const 0) (i32.const 0) (i32.const 1)) (memory.fill (i32.const 0) (i32.const 0) (i32.const 1))
    (drop (i32.trunc_sat_f64_s (local.get 2))) (drop (ref.is_null (table.get $t (i32.const 0)))) (drop (ref.func $f))
    (drop (memory.grow (i32.const 0))) (drop (table.size $t))
    (return_call_indirect (type $i) (local.get 0) (i32.const 0))))`;

const writes: Readonly<Record<string, string>> = {
  'table.set': '(table.set 0 (i32.const 0) (ref.null func))',
  'table.fill': '(table.fill 0 (i32.const 0) (ref.null func) (i32.const 1))',
  'table.grow': '(drop (table.grow 0 (ref.null func) (i32.const 1)))',
  'table.copy': '(table.copy 0 0 (i32.const 0) (i32.const 0) (i32.const 1))',
  'table.init': '(table.init 0 $e (i32.const 0) (i32.const 0) (i32.const 1))',
  'elem.drop': '(elem.drop $e)',
  // Not known: it might do anything.
  'call_ref': '(call_ref $n (ref.null $n))',
}; // prettier-ignore

describe('code', () => {
  it('that leaves tables alone is known as such', async () => {
    assert.equal(writesTables(await parse(harmless)), false);
    assert.equal(writesTables(await parse('(module (table 1 funcref))')), false);
  });

  for (const [name, instruction] of Object.entries(writes))
    it(`that may write into one is known by its ${name}`, async () => {
      const module = `(module (type $n (func)) (table 1 funcref) (elem $e funcref (ref.null func))
        (func (drop (i64.const 38))) (func ${instruction}))`;
      assert.equal(writesTables(await parse(module)), true);
    });
});
