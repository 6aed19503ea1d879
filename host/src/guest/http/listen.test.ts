import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { exchange } from '../../testing/http.ts';
import { listen, type Serving } from './listen.ts';

/** D2, for clients that neither leave nor send nonsense but stall. */
describe('a client that does not send the whole head', () => {
  let serving: Serving;
  const heads: string[] = [];
  before(async () => {
    const handle = (request: { url?: string | undefined }, response: { end(text: string): void }) => {
      heads.push(request.url ?? '');
      response.end('answered');
      return Promise.resolve();
    };
    serving = await listen('127.0.0.1:0', { handle, close: () => Promise.resolve() }, 200);
  });
  after(() => serving.close());

  for (const [what, sent] of Object.entries({
    'of its only request': 'GET / HTTP/1.1\r\nhost: a\r\nx-a: ',
    'of a request, not even its method': 'GE',
  }))
    it(`gets 408 after the timeout, and its connection closes: ${what}`, { timeout: 20_000 }, async () => {
      heads.length = 0;
      assert.match(await exchange(serving.url, sent, /never/), /^HTTP\/1\.1 408 Request Timeout\r\n/);
      assert.deepEqual(heads, []);
    });

  it('also gets the response to its previous request', { timeout: 20_000 }, async () => {
    heads.length = 0;
    const received = await exchange(serving.url, 'GET /a HTTP/1.1\r\nhost: a\r\n\r\nGET /b', /never/);
    assert.match(received, /^HTTP\/1\.1 200 OK\r\n[^]*answeredHTTP\/1\.1 408 Request Timeout\r\n/);
    assert.deepEqual(heads, ['/a']);
  });
});
