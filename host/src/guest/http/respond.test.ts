import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { respond } from './respond.ts';

describe('a response', () => {
  const servers: Server[] = [];
  after(() => servers.forEach((server) => server.close()));

  /** Asks, and reads nothing of the response. */
  async function askAndStall(server: Server): Promise<void> {
    servers.push(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => {}).pause();
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  }

  it('ends when its client reads nothing for a time', { timeout: 20_000 }, async () => {
    let written = 0;
    await new Promise<void>((closed) => {
      const server = createServer((_, response) => {
        response.on('close', closed);
        const reply = respond(response, 100);
        reply.head({ status: 200, headers: [], isEmpty: false });
        const more = (): void => {
          written++;
          if (!response.destroyed) reply.chunk(new Uint8Array(1_000_000), more);
        };
        more();
      });
      void askAndStall(server);
    });
    assert.ok(written > 1);
  });

  it('waits for its guest without limit', { timeout: 20_000 }, async () => {
    const closed = await new Promise<boolean>((done) => {
      const server = createServer((_, response) => {
        response.on('close', () => done(true));
        const reply = respond(response, 20);
        reply.head({ status: 200, headers: [], isEmpty: false });
        reply.chunk(new Uint8Array(10), () => setTimeout(() => done(false), 100));
      });
      void askAndStall(server);
    });
    servers.forEach((server) => server.closeAllConnections());
    assert.equal(closed, false);
  });
});
