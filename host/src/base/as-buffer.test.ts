import assert from 'node:assert/strict';
import { it } from 'node:test';
import { asBuffer } from './as-buffer.ts';

it('shares the memory of its part of a buffer', () => {
  const bytes = Uint8Array.of(1, 2, 3, 4).subarray(1, 3);
  const buffer = asBuffer(bytes);
  bytes[0] = 9;
  assert.deepEqual([...buffer], [9, 3]);
});
