import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Problem } from '../../../protocol.ts';
import { Client } from '../client.ts';
import { PendingRequest } from './pending-request.ts';
import type { Reply } from '../respond.ts';

it('a client that leaves ends the request of a guest that goes on', async () => {
  const client = new Client();
  const request = new PendingRequest(1, { head: {} as never, body: undefined }, {} as Reply, client);
  let hasLeft = false;
  const ended = new Promise<Problem>((done) =>
    request.follow({ left: () => void (hasLeft = true), overdue: done }),
  );
  client.leave();
  assert.ok(hasLeft);
  assert.equal((await ended).code, 'client-disconnected');
  request.done();
});
