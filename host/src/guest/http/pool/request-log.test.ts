import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Reply } from '../respond.ts';
import { nothingSent, noting, requestLine } from './request-log.ts';

const silent: Reply = { head: () => {}, chunk: (_, wrote) => wrote(), end: () => {}, refused: () => {} };
const head = { method: 'GET', path: '/hello', authority: 'a', headers: [] };

describe('the log of requests', () => {
  it('has the status sent and the duration', () => {
    const sent = nothingSent();
    const reply = noting(silent, sent);
    reply.head({ status: 201, headers: [], isEmpty: false });
    for (const size of [4, 2]) reply.chunk(new Uint8Array(size), () => {});
    reply.end([]);
    // Behind the head it says nothing new.
    reply.refused(500, { code: 'guest-error', message: 'late' });
    const line = requestLine(3, head, { ...sent, headAt: 14 }, { came: 10, begun: 11.25, done: 20 });
    assert.equal(line, 'request [3] GET /hello 201, 6 bytes in 10.0 ms (waited 1.3 ms, head after 4.0 ms)\n');
  });

  it('has the status that replaces a missing response of the guest', () => {
    const sent = nothingSent();
    noting(silent, sent).refused(504, { code: 'guest-timeout', message: 'late' });
    assert.equal(sent.status, 504);
    const line = requestLine(1, head, nothingSent(), { came: 0, begun: undefined, done: 5 });
    assert.match(line, /\/hello without a response, 0 bytes in 5\.0 ms \(waited 5\.0 ms\)\n$/);
  });

  it('has one line for any request target', () => {
    const line = requestLine(1, { ...head, path: '/a\nrequest [2]\u001b[2J\u007f' }, nothingSent(), {
      came: 0,
      begun: 0,
      done: 1,
    });
    assert.match(line, /^request \[1\] GET \/a%0arequest%20\[2\]%1b\[2J%7f .*\n$/);
  });
});
