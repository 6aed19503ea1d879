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
  test('gives each field of a record the next offset that it may begin at, and the record whole units', () => {
    const fields = [u8, u64, u8, u32];
    assert.deepEqual(fieldOffsets(fields), [0, 8, 16, 20]);
    assert.deepEqual(layoutOf({ kind: 'record', fields: [u64, u8] }), { size: 16, align: 8 });
  });

  test('counts the cases of a variant by as few bytes as there must be', () => {
    const sizes = [1, 256, 257, 65_536, 65_537].map((cases) => layoutOf(enumOf(cases)).size);
    assert.deepEqual(sizes, [1, 1, 2, 2, 4]);
  });

  test('puts payloads of all cases at one place', () => {
    assert.equal(payloadOffset([undefined, u8, u64]), 8);
    assert.deepEqual(layoutOf({ kind: 'variant', cases: [undefined, u8, u64] }), { size: 16, align: 8 });
    assert.equal(payloadOffset([u8]), 1);
  });

  test('packs flags into bytes', () => {
    const sizes = [1, 8, 9, 16, 17, 32, 33].map((count) => layoutOf({ kind: 'flags', count }).size);
    assert.deepEqual(sizes, [1, 1, 2, 2, 4, 4, 8]);
  });

  test('lays out what has a fixed length in place, and anything else behind a pointer', () => {
    assert.deepEqual(layoutOf({ kind: 'fixed-list', element: u32, length: 5 }), { size: 20, align: 4 });
    assert.deepEqual(layoutOf({ kind: 'list' }), { size: 8, align: 4 });
    assert.deepEqual(layoutOf({ kind: 'primitive', name: 'string' }), { size: 8, align: 4 });
  });
});
