import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { coreSignature, type Side } from './core-signature.ts';
import type { ValueFunction, ValueType } from './value-type.ts';

const u8: ValueType = { kind: 'primitive', name: 'u8' };
const text: ValueType = { kind: 'primitive', name: 'string' };
const values = (count: number): ValueType[] => Array.from({ length: count }, () => u8);

function shown(called: ValueFunction, side: Side): string {
  const { params, results, paramsInMemory, resultInMemory } = coreSignature(called, side);
  const inMemory = [...(paramsInMemory ? ['params'] : []), ...(resultInMemory ? ['result'] : [])];
  return `${params.length} -> ${results.length} ${inMemory.join(' and ')}`.trim();
}

describe('coreSignature', () => {
  test('passes up to sixteen values directly, and more through memory', () => {
    assert.equal(shown({ params: values(16), result: u8 }, 'import'), '16 -> 1');
    assert.equal(shown({ params: values(17), result: u8 }, 'export'), '1 -> 1 params');
  });

  test('adds a result pointer to imports, and returns one from exports', () => {
    assert.equal(shown({ params: values(16), result: text }, 'import'), '17 -> 0 result');
    assert.equal(shown({ params: values(16), result: text }, 'export'), '16 -> 1 result');
  });

  test('passes up to four values to asynchronous imports, whose results are always in memory', () => {
    assert.equal(shown({ params: values(4), result: u8 }, 'async-import'), '5 -> 1 result');
    assert.equal(shown({ params: values(5), result: undefined }, 'async-import'), '1 -> 1 params');
    assert.equal(shown({ params: values(5), result: text }, 'async-export'), '5 -> 1');
  });
});
