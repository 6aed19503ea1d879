import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { exchange } from '../../testing/http.ts';
import { continuing, type Continuing } from './continue.ts';
import { respond } from './respond.ts';

const ASKS =
  'POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n';
const problem = { code: 'guest-trap', message: 'the guest trapped' } as const;

/** All that a client receives that sends its body with the head, without the date. */
async function received(guest: (continuing: Continuing) => void, text = `${ASKS}hi`): Promise<string> {
  const server = createServer();
  const handle = (request: IncomingMessage, response: ServerResponse): void =>
    guest(continuing(request, response, respond(response)));
  server.on('checkContinue', handle).on('request', handle);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const answer = await exchange(url, text, 10_000);
  server.close();
  return answer.replaceAll(/(?:Date|Connection|Transfer-Encoding): .*\r\n/g, '').replaceAll('\r\n', '|');
}

const HEAD = { status: 200, headers: [], isEmpty: false };
const ASKED = 'HTTP/1.1 100 Continue||';
const ANSWER = 'HTTP/1.1 200 OK||';

describe('a client that waits to be asked for its body', () => {
  it('is asked before it gets a head that was given first', async () => {
    const answer = await received(({ reply, reads }) => {
      reply.head(HEAD);
      setImmediate(() => {
        reads?.();
        reply.chunk(Buffer.from('a'), () => {});
        reply.end([]);
      });
    });
    assert.equal(answer, `${ASKED}${ANSWER}1|a|0||`);
  });

  it('is not asked once it has the first part of the response, or all of it', async () => {
    const part = await received(({ reply, reads }) => {
      reply.head(HEAD);
      reply.chunk(Buffer.from('a'), () => {});
      reads?.();
      reply.end([]);
    });
    assert.equal(part, `${ANSWER}1|a|0||`);
    const all = await received(({ reply, reads }) => {
      reply.head(HEAD);
      reply.end([]);
      reads?.();
    });
    assert.equal(all, `${ANSWER}0||`);
  });

  it('gets the head of a guest that fails behind it, and then the end of the connection', async () => {
    const answer = await received(({ reply }) => {
      reply.head(HEAD);
      reply.refused(500, problem);
    });
    assert.equal(answer, ANSWER);
  });

  it('gets an error in place of a head that HTTP/1.1 cannot carry', async () => {
    const answer = await received(({ reply }) => {
      assert.throws(() => reply.head({ ...HEAD, status: 102 }), /an interim one/);
      reply.refused(500, problem);
    });
    assert.match(answer, /^HTTP\/1.1 500 /);
  });

  it('is one of HTTP/1.1 that has a body', async () => {
    for (const text of [ASKS.replace('HTTP/1.1', 'HTTP/1.0'), ASKS.replace('length: 2', 'length: 0')])
      await received(({ reply, reads }) => {
        assert.equal(reads, undefined);
        reply.head(HEAD);
        reply.end([]);
      }, text);
  });
});
