import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Grants } from '../protocol.ts';
import { grantsForGuest } from './grants-for-guest.ts';

it('a guest receives the names of its stores, but neither addresses nor passwords', () => {
  const grants: Grants = {
    env: [['A', '1']],
    keyvalue: [{ identifiers: ['default', ''], place: { kind: 'redis', url: 'redis://:secret@localhost' } }],
  };
  const known = grantsForGuest(grants);
  assert.deepEqual(known.env, grants.env);
  assert.deepEqual(known.keyvalue?.[0]?.identifiers, ['default', '']);
  assert.doesNotMatch(JSON.stringify(known), /secret|localhost/);
  assert.deepEqual(grantsForGuest({}), {});
});
