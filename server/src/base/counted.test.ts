import assert from 'node:assert/strict';
import { it } from 'node:test';
import { counted } from './counted.ts';

it('has the plural for every number but one', () => {
  assert.deepEqual(
    [counted(0, 'error'), counted(1, 'error'), counted(2, 'error')],
    ['0 errors', '1 error', '2 errors'],
  );
});
