import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { flatten, flattenAll } from './flatten.ts';
import type { ValueType } from './value-type.ts';

const of = (name: 'u8' | 'u64' | 'f32' | 'f64' | 'string'): ValueType => ({ kind: 'primitive', name });
const variant = (...cases: (ValueType | undefined)[]): ValueType => ({ kind: 'variant', cases });

describe('flatten', () => {
  test('joins the core types of payloads', () => {
    assert.deepEqual(flatten(variant(of('f32'), of('f32'))), ['i32', 'f32']);
    assert.deepEqual(flatten(variant(of('f32'), of('u8'))), ['i32', 'i32']);
    assert.deepEqual(flatten(variant(of('f32'), of('f64'))), ['i32', 'i64']);
    assert.deepEqual(flatten(variant(undefined, of('string'), of('u64'))), ['i32', 'i64', 'i32']);
  });

  test('stops at sixteen values', () => {
    const sixteen: ValueType = { kind: 'fixed-list', element: of('u8'), length: 16 };
    assert.equal(flatten(sixteen)?.length, 16);
    assert.equal(flatten(variant(undefined, sixteen)), undefined);
    assert.equal(flattenAll([sixteen, of('u8')]), undefined);
    assert.equal(flatten({ kind: 'fixed-list', element: of('u8'), length: 2 ** 32 - 1 }), undefined);
  });

  test('handles types with exponentially many paths', () => {
    let type = of('u8');
    for (let n = 0; n < 400; n++) type = variant(type, type, type);
    assert.equal(flatten(type), undefined);
  });
});
