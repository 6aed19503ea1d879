import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Fields } from './fields.ts';
import { OutgoingRequest } from './outgoing.ts';
import { toCall } from './outgoing-handler.ts';

const timeouts = { connect: 1, firstByte: 1, betweenBytes: 1 };

/** The call by which a handler would send on what it received. */
const sentOn = (authority: string, path: string) =>
  toCall(
    OutgoingRequest.received(new Fields(), { method: 'GET', path, authority, headers: [] }),
    false,
    timeouts,
  );

describe('a received request that is sent on', () => {
  it('is the same', () => {
    const { authority, path, secure } = sentOn('a:80', '/b?c');
    assert.deepEqual([authority, path, secure], ['a:80', '/b?c', false]);
  });

  for (const [authority, path] of [
    ['a b', '/'],
    ['a:99999', '/'],
    ['', '/'],
    ['a', '*'],
    ['a', '/<'],
  ] as const)
    // prettier-ignore
    it(`is refused if a guest could not have made it: ${authority} ${path}`, () =>
      assert.throws(() => sentOn(authority, path), { tag: 'HTTP-request-URI-invalid' }));
});
