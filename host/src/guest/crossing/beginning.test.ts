import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { WitType } from '../../../../server/src/types/wit-type.ts';
import { printValue } from '../../wave/print.ts';
import { beginning } from './beginning.ts';

const u8: WitType = { kind: 'u8' };
const string: WitType = { kind: 'string' };
const list = (element: WitType): WitType => ({ kind: 'list', element });

describe('the beginning of a value', () => {
  const cases: readonly (readonly [value: unknown, type: WitType])[] = [
    ['a short text', string],
    ['x'.repeat(500), string],
    [new Uint8Array(500).fill(7), list(u8)],
    [Array.from({ length: 500 }, () => ['a', 'b'.repeat(500)]), list(list(string))],
    [
      { name: 'n'.repeat(500), items: [1, 2] },
      {
        kind: 'record',
        fields: [
          { name: 'name', type: string },
          { name: 'items', type: list(u8) },
        ],
      },
    ],
  ];
  for (const [value, type] of cases)
    it(`is a prefix of the full text: ${printValue(value, type).slice(0, 20)}`, () => {
      const text = printValue(beginning(value, 50), type);
      assert.equal(text.slice(0, 50), printValue(value, type).slice(0, 50));
    });

  it('is short for any size of value', () => {
    const much = Array.from({ length: 10_000 }, () => 'x'.repeat(10_000));
    assert.ok(JSON.stringify(beginning(much, 50)).length < 500);
  });

  it('does not change handles', () => {
    class Handle {}
    const handle = new Handle();
    assert.equal(beginning(handle, 50), handle);
  });
});
