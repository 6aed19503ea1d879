import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { http } from '../../node/http.ts';
import { HostError } from '../../base/problem.ts';
import type { RequestHead } from '../../wasi/http/messages.ts';
import { Client } from './client.ts';
import { PlainConnections } from './plain/plain-connections.ts';
import { MOST_HEAD_BYTES, refusalOf } from './request.ts';
import type { Reply } from './respond.ts';
import { Connections, type ParseError } from './connections.ts';

export interface Serving {
  readonly url: string;
  /** @param withinMs how long pending requests may run, while new connections are refused. By default they end now. */
  close(withinMs?: number): Promise<void>;
}

/** A request handler, in any thread or process. */
export interface Handler {
  /** Resolves when the response is complete. */
  handle(request: IncomingMessage, response: ServerResponse, client: Client): Promise<void>;
  /** The same for a request without a body that is read here; without it, Node.js reads all of them. */
  readonly respond?: (head: RequestHead, reply: Reply, client: Client) => Promise<void>;
  close(): Promise<void>;
}

/** How long a client may take to send the head of a request, in milliseconds. */
const HEAD_TIMEOUT = 60_000;

/** @throws HostError `address-in-use` or `address-invalid` */
export async function listen(
  addr: string,
  handler: Handler,
  headersTimeout = HEAD_TIMEOUT,
): Promise<Serving> {
  const { host, port } = parseAddress(addr);
  const connections = new Connections();
  const server = serverOf(handler, connections, headersTimeout);
  try {
    await bind(server, host, port);
  } catch (error) {
    await handler.close();
    throw refused(addr, error as NodeJS.ErrnoException);
  }
  return {
    url: urlOf(server),
    async close(withinMs = 0) {
      await close(server, connections, withinMs);
      await handler.close();
    },
  };
}

function serverOf(handler: Handler, connections: Connections, headersTimeout: number): Server {
  const respond = responder(handler, connections);
  const connectionsCheckingInterval = Math.ceil(headersTimeout / 4);
  const server = http.createServer(
    { maxHeaderSize: MOST_HEAD_BYTES, headersTimeout, connectionsCheckingInterval },
    respond,
  );
  // Every field is read, so that `refusalOf` counts them. The guest handles `Expect`.
  server.maxHeadersCount = 0;
  const plain = handler.respond && new PlainConnections(server, connections, handler.respond);
  server.on('connection', (socket: Socket) => connections.opened(socket, plain?.add(socket)));
  server.on('checkContinue', respond);
  server.on('checkExpectation', respond);
  server.on('clientError', (error: ParseError, socket) => connections.refuse(socket, error));
  server.on('connect', (request: IncomingMessage) => {
    // Node.js does not look at the connection of a CONNECT any more.
    request.socket.on('error', () => {}).setTimeout(0);
    request.socket.resume();
    connections.whenFree(request.socket, () => respond(request, lastResponse(request)));
  });
  return server;
}

/** Passes requests to the handler, except those that are refused, and tells it when the client leaves. */
function responder(handler: Handler, connections: Connections) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const client = new Client();
    connections.add(request.socket, response, () => {
      if (!response.writableFinished) client.leave();
    });
    if (connections.areEnding) response.shouldKeepAlive = false;
    const refusal = refusalOf(request);
    if (refusal !== undefined) return refuse(response, refusal);
    // A response behind another in its connection has no `close` of its own when the client leaves.
    request.on('error', () => client.leave());
    handler.handle(request, response, client).catch((error: unknown) => response.destroy(error as Error));
  };
}

/** The response to a CONNECT, with which its connection ends. */
function lastResponse(request: IncomingMessage): ServerResponse {
  const response = new http.ServerResponse(request);
  const socket: Socket = request.socket;
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.on('finish', () => socket.end(() => socket.destroy()));
  return response;
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close', 'content-length': 0 });
  response.end();
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, done);
  });
}

async function close(server: Server, connections: Connections, withinMs: number): Promise<void> {
  const closed = new Promise((done) => server.close(done));
  connections.end();
  if (withinMs === 0) connections.cut();
  const late = setTimeout(() => connections.cut(), withinMs);
  await closed;
  clearTimeout(late);
}

function urlOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/`;
}

/** `HOST:PORT`, `[V6]:PORT` or `:PORT`; loopback unless a host is named. */
function parseAddress(addr: string): { host: string; port: number } {
  const match = /^(?:\[(.+)\]|([^:]*)):(\d{1,5})$/.exec(addr);
  const port = Number(match?.[3]);
  if (match && port < 65_536) return { host: match[1] ?? (match[2] || '127.0.0.1'), port };
  throw new HostError({
    code: 'address-invalid',
    message: `${addr} is not an address to listen on`,
    help: 'Write HOST:PORT, as in 127.0.0.1:8080; port 0 takes a free one.',
  });
}

const UNUSABLE: Readonly<Record<string, string>> = {
  EACCES: 'ports below 1024 are for the super-user',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'there is no host of this name',
};

function refused(addr: string, { code, message }: NodeJS.ErrnoException): HostError {
  if (code === 'EADDRINUSE') {
    return new HostError({
      code: 'address-in-use',
      message: `${addr} is already in use`,
      help: 'Stop the program that uses it, or name another address: by --addr of the command, or by the setting wit.serve.addr. Port 0 takes a free one.',
    });
  }
  return new HostError({
    code: 'address-invalid',
    message: `cannot listen on ${addr}: ${UNUSABLE[code ?? ''] ?? message}`,
    help: 'Name an address of this machine and a port that you may use: 127.0.0.1:8080, or 0.0.0.0:8080 for all of its addresses.',
  });
}
