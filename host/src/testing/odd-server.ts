import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const raw =
  (text: string, end: (request: IncomingMessage) => void = ({ socket }) => socket.end()): Answer =>
  (request) => {
    request.socket.write(text, 'latin1', () => end(request));
  };
const stay = (): void => {};

/** Valid and invalid responses of servers, by path. */
const answers: Readonly<Record<string, Answer>> = {
  '/hello': (_, response) => response.end('hello'),
  '/echo': echo,
  '/204': (_, response) => response.writeHead(204).end(),
  '/304': (_, response) => response.writeHead(304, { etag: '"a"' }).end(),
  '/404': (_, response) => response.writeHead(404).end('none'),
  '/999': (_, response) => response.writeHead(999).end('odd'),
  '/chunked': (_, response) => {
    for (const part of ['one ', 'two ', 'three']) response.write(part);
    response.end();
  },
  '/headers': raw(
    'HTTP/1.1 200 OK\r\nX-A: 1\r\nb: caf\xe9\r\nx-a: 2\r\nConnection: close\r\nKeep-Alive: x\r\nSet-Cookie: a\r\nset-cookie: b\r\ncontent-length: 0\r\n\r\n',
  ),
  '/trailers': (_, response) => {
    response.writeHead(200, { trailer: 'x-sum' });
    response.write('body');
    response.addTrailers([['X-Sum', '4']]);
    response.end();
  },
  '/slow': (_, response) => void setTimeout(() => response.end('slow'), 100),
  '/silent': stay,
  '/half': raw('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf', stay),
  '/cut': raw('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf'),
  '/cut-chunk': raw('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n'),
  '/bad-chunk-at-once': raw('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\nzz\r\n'),
  '/behind': raw('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi, and more'),
  '/http2': raw('HTTP/2.0 200 OK\r\ncontent-length: 2\r\n\r\nhi'),
  '/status-99': raw('HTTP/1.1 099 OK\r\ncontent-length: 2\r\n\r\nhi'),
  '/bad-chunk': raw('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n', ({ socket }) =>
    setTimeout(() => socket.end('zz\r\n'), 50),
  ),
  '/until-close': raw('HTTP/1.1 200 OK\r\n\r\nuntil the end'),
  '/http10': raw('HTTP/1.0 200 OK\r\n\r\nold'),
  '/close': ({ socket }) => socket.end(),
  '/reset': ({ socket }) => socket.resetAndDestroy(),
  '/reset-in-body': raw('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf', ({ socket }) =>
    setTimeout(() => socket.resetAndDestroy(), 50),
  ),
  '/garbage': raw('what is this\r\n\r\n'),
  '/half-head': raw('HTTP/1.1 200 OK\r\nx-a: b'),
  '/interim': raw(
    'HTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi',
  ),
  '/101': raw('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\nmore'),
  '/100-fields': raw(`HTTP/1.1 200 OK\r\ncontent-length: 0\r\n${'x-a: b\r\n'.repeat(99)}\r\n`),
  '/101-fields': raw(`HTTP/1.1 200 OK\r\ncontent-length: 0\r\n${'x-a: b\r\n'.repeat(100)}\r\n`),
  '/long-field': raw(`HTTP/1.1 200 OK\r\ncontent-length: 0\r\nx-a: ${'v'.repeat(30_000)}\r\n\r\n`),
  '/bad-field': raw('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nx a: b\r\n\r\n'),
  '/two-lengths': raw('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nabc'),
  '/redirect': (_, response) => response.writeHead(302, { location: '/hello' }).end(),
  '/gzip': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('not really'),
  '/big': (_, response) => response.end('x'.repeat(3_000_000)),
  '/early': (request, response) => {
    request.pause();
    response.writeHead(413, { connection: 'close' }).end('too much');
  },
  '/count': (request, response) => {
    let bytes = 0;
    request.on('data', (chunk: Buffer) => (bytes += chunk.length)).on('end', () => response.end(`${bytes}`));
  },
};

/** The request as text: its line, its fields in their order, its body and its trailers. */
function echo(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const text = [
      `${request.method} ${request.url}`,
      ...linesOf(request.rawHeaders),
      Buffer.concat(chunks).toString(),
      ...linesOf(request.rawTrailers),
    ];
    response.end(Buffer.from(text.join('\n'), 'latin1'));
  });
}

const linesOf = (raw: readonly string[]): string[] =>
  raw.flatMap((name, at) => (at % 2 === 1 ? [] : [`${name}: ${raw[at + 1]}`]));

export interface OddServer {
  /** The authority for outgoing requests. */
  readonly authority: string;
  /** Connections that are open. */
  open(): number;
  close(): void;
}

export async function oddServer(host = '127.0.0.1'): Promise<OddServer> {
  const server = createServer({ maxHeaderSize: 500_000 }, (request, response) => {
    request.on('error', () => {});
    request.socket.on('error', () => {});
    const answer = answers[(request.url ?? '').replace(/\?.*/, '')];
    if (answer) answer(request, response);
    else response.writeHead(404).end(request.url);
  });
  await new Promise<void>((listening) => server.listen(0, host, listening));
  let open = 0;
  server.on('connection', (socket) => {
    open++;
    socket.on('close', () => open--);
  });
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { authority: `${host}:${(server.address() as AddressInfo).port}`, open: () => open, close };
}
