import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { exchange } from '../../testing/http.ts';
import { listen, type Serving } from './listen.ts';

const GET = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n';

/** A server whose responses a test completes. */
async function waiting() {
  const responses: ServerResponse[] = [];
  let came = (): void => {};
  const handle = (_: unknown, response: ServerResponse): Promise<void> => {
    responses.push(response);
    came();
    return Promise.resolve();
  };
  const serving = await listen('127.0.0.1:0', { handle, close: () => Promise.resolve() });
  const next = async (): Promise<ServerResponse> => {
    if (responses.length === 0) await new Promise<void>((done) => (came = done));
    return responses.shift()!;
  };
  return { serving, next };
}

const isOpen = (serving: Serving): Promise<boolean> =>
  new Promise((done) => {
    const { hostname, port } = new URL(serving.url);
    const socket = connect(Number(port), hostname, () => done(!!socket.destroy()));
    socket.on('error', () => done(false));
  });

describe('a server that is closed', { timeout: 20_000 }, () => {
  it('accepts no connections, and completes responses in progress', async () => {
    const { serving, next } = await waiting();
    const [early, late] = [exchange(serving.url, GET, /never/), exchange(serving.url, GET, /never/)];
    const begun = await next();
    begun.write('half ');
    const other = await next();
    const closed = serving.close(60_000);
    assert.equal(await isOpen(serving), false);
    begun.end('whole');
    other.end('answer');
    const received = (await Promise.all([early, late])).join('\n');
    assert.match(received, /half [^]*whole/);
    assert.match(received, /answer/);
    // The one whose head had gone cannot say that its connection ends; it ends all the same.
    assert.equal(received.match(/connection: close/gi)?.length, 1);
    await closed;
  });

  it('closes idle connections at once', async () => {
    const { serving, next } = await waiting();
    const response = exchange(serving.url, GET, /never/);
    (await next()).end('answer');
    const half = exchange(serving.url, 'GET / HT', /never/);
    await serving.close(60_000);
    assert.match(await response, /answer/);
    assert.equal(await half, '');
  });

  it('cuts responses that exceed the grace period, and all when it is zero', async () => {
    for (const withinMs of [30, 0]) {
      const { serving, next } = await waiting();
      const received = exchange(serving.url, GET, /never/);
      (await next()).write('half');
      await serving.close(withinMs);
      assert.doesNotMatch(await received, /\r\n0\r\n/);
    }
  });
});
