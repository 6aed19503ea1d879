import assert from 'node:assert/strict';
import { it } from 'node:test';
import { attempt } from './attempt.ts';

it('returns what an action returns, and undefined if it throws', () => {
  assert.equal(
    attempt(() => 1),
    1,
  );
  assert.equal(
    attempt(() => JSON.parse('{') as unknown),
    undefined,
  );
});
