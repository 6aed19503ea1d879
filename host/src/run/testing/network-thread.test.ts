import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { OutgoingCall } from '../../wasi/http/exchange.ts';
import { Pollable } from '../../wasi/pollable.ts';
import { networkByThread } from './network-thread.ts';
import { nowMs } from '../../node/now.ts';

/** A server in a thread of its own, as the main thread of this test is blocked. */
const SERVER = `
  const { createServer } = require('node:http');
  const { parentPort } = require('node:worker_threads');
  const server = createServer((request, response) => response.end('hello'));
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

/** Sleeps without an event loop, as a guest does. */
function block(isReady: () => boolean): void {
  const end = nowMs() + 20_000;
  new Pollable(
    () => isReady() || nowMs() > end,
    () => end,
  ).block();
  assert.ok(isReady(), 'nothing came');
}

describe('a guest that blocks the only thread of its process', () => {
  let server: Worker;
  let authority: string;

  before(async () => {
    server = new Worker(SERVER, { eval: true });
    const [port] = (await once(server, 'message')) as [number];
    authority = `127.0.0.1:${port}`;
  });
  after(() => server.terminate());

  it('has its requests carried by the network thread', () => {
    const timeouts = { connect: 10_000, firstByte: 10_000, betweenBytes: 10_000 };
    const request = { method: 'GET', secure: false, path: '/', headers: [], hasBody: false, timeouts };
    const exchange = networkByThread().connect({ ...request, authority } satisfies OutgoingCall);
    block(() => exchange.result() !== undefined);
    const result = exchange.result();
    assert.ok(result && 'status' in result, JSON.stringify(result));
    assert.equal(result.status, 200);
    block(() => result.body.ready());
    assert.equal(Buffer.from(result.body.read(100) ?? []).toString(), 'hello');
    exchange.cancel();
  });
});
