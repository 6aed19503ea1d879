import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sameItems } from './same-items.ts';

it('compares lists item by item, by identity', () => {
  const item = {};
  assert.ok(sameItems([item, 1], [item, 1]));
  assert.ok(!sameItems([item], [{}]));
  assert.ok(!sameItems([1, 2], [2, 1]));
  assert.ok(!sameItems([1], [1, 2]));
  assert.ok(sameItems(Uint8Array.of(1, 2), Uint8Array.of(1, 2)));
});
