import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Fields } from '../../http/fields.ts';
import { OK } from '../streams.ts';
import type { Body } from './body.ts';
import { CLOSED, sendBody } from './send-body.ts';

it('a body whose connection closed does not hide why', async () => {
  async function* pieces() {
    yield new Uint8Array(3);
  }
  const end = Promise.resolve({ ...OK, val: undefined });
  const body = { isEmpty: false, open: () => [pieces(), end] } as unknown as Body;
  const fail = (): never => assert.fail('the sink is closed');
  const sink = { write: fail, end: fail, broken: () => {}, isClosed: () => true };
  assert.equal(await sendBody(body, new Fields(), sink, 'HTTP-request-body-size'), CLOSED);
});
