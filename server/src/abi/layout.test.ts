import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fieldOffsets, layoutOf, payloadOffset } from './layout.ts';
import type { ValueType } from './value-type.ts';

const u8: ValueType = { kind: 'primitive', name: 'u8' };
const u32: ValueType = { kind: 'primitive', name: 'u32' };
const u64: ValueType = { kind: 'primitive', name: 'u64' };
const enumOf = (cases: number): ValueType => ({
  kind: 'variant',
  cases: Array.from({ length: cases }, () => undefined),
});

describe('layoutOf', () => {
  test('aligns each field of a record, and pads the record to its alignment', () => {
    const fields = [u8, u64, u8, u32];
    assert.deepEqual(fieldOffsets(fields), [0, 8, 16, 20]);
    assert.deepEqual(layoutOf({ kind: 'record', fields: [u64, u8] }), { size: 16, align: 8 });
  });

  test('uses the smallest discriminant for the cases of a variant', () => {
    const sizes = [1, 256, 257, 65_536, 65_537].map((cases) => layoutOf(enumOf(cases)).size);
    assert.deepEqual(sizes, [1, 1, 2, 2, 4]);
  });

  test('puts the payloads of all cases at one offset', () => {
    assert.equal(payloadOffset([undefined, u8, u64]), 8);
    assert.deepEqual(layoutOf({ kind: 'variant', cases: [undefined, u8, u64] }), { size: 16, align: 8 });
    assert.equal(payloadOffset([u8]), 1);
  });

  test('packs flags into bytes', () => {
    const sizes = [1, 8, 9, 16, 17, 32, 33].map((count) => layoutOf({ kind: 'flags', count }).size);
    assert.deepEqual(sizes, [1, 1, 2, 2, 4, 4, 8]);
  });

  test('stores fixed-length lists in place, and other lists by pointer', () => {
    assert.deepEqual(layoutOf({ kind: 'fixed-list', element: u32, length: 5 }), { size: 20, align: 4 });
    assert.deepEqual(layoutOf({ kind: 'list' }), { size: 8, align: 4 });
    assert.deepEqual(layoutOf({ kind: 'primitive', name: 'string' }), { size: 8, align: 4 });
  });
});
