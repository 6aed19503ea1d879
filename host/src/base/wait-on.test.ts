import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocking, waitOn } from './wait-on.ts';

const cells = new Int32Array(new SharedArrayBuffer(4));

test('what blocks is refused within what blocks, and allowed after it', () => {
  const seen = blocking(() => {
    assert.throws(() => waitOn(cells, 0, 0, 1), /the thread waits for the host/);
    return 'done';
  });
  assert.equal(seen, 'done');
  assert.throws(() =>
    blocking(() => {
      throw new Error('failed');
    }),
  );
  // Returns, since the cell has another value.
  waitOn(cells, 0, 1);
});
