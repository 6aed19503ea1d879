/** The servers that a program of the suite sends requests to. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface ServerSpec {
  readonly name: string;
  /** `closed`: nothing listens at its address. */
  readonly kind?: string;
  readonly endpoints?: readonly Endpoint[];
}

interface Endpoint {
  readonly method: string;
  readonly path: string;
  readonly mode?: 'echo-body' | 'echo-headers';
  readonly response?: {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly chunks?: readonly string[];
    readonly trailers?: Readonly<Record<string, string>>;
  };
}

/** @returns the variables that name the servers to the program */
export async function serveEndpoints(specs: readonly ServerSpec[]) {
  const servers: Server[] = [];
  const addresses: Record<string, string> = {};
  for (const { name, kind, endpoints = [] } of specs) {
    // A program may leave in the middle of its request.
    const server = createServer((request, response) => {
      answer(endpoints, request, response).catch(() => response.destroy());
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    addresses[`HTTP_SERVER_${name.toUpperCase()}`] = `127.0.0.1:${port}`;
    if (kind === 'closed') server.close();
    else servers.push(server);
  }
  return { addresses, close: () => servers.forEach((server) => server.close()) };
}

async function answer(endpoints: readonly Endpoint[], request: IncomingMessage, response: ServerResponse) {
  const body = await buffer(request);
  response.shouldKeepAlive = false;
  const endpoint = endpoints.find(({ method, path }) => method === request.method && path === request.url);
  if (!endpoint) response.writeHead(404).end();
  else if (endpoint.mode === 'echo-body')
    response.writeHead(200, { 'content-length': body.length }).end(body);
  else if (endpoint.mode === 'echo-headers') response.writeHead(200, echoed(request)).end();
  else reply(endpoint.response ?? {}, response);
}

function reply(spec: NonNullable<Endpoint['response']>, response: ServerResponse): void {
  const { status = 200, headers = {}, body = '', chunks, trailers = {} } = spec;
  if (!chunks) {
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
    return;
  }
  const names = Object.keys(trailers).join(', ');
  response.writeHead(status, { ...headers, ...(names && { trailer: names }) });
  for (const chunk of chunks) response.write(chunk);
  response.addTrailers(trailers);
  response.end();
}

/** Each field as often as it came. */
function echoed({ method = '', url = '', rawHeaders, trailers }: IncomingMessage): string[] {
  const lines = ['x-request-method', method, 'x-request-path', url, 'content-length', '0'];
  rawHeaders.forEach((value, at) => {
    if (at % 2 === 1) lines.push(`x-echo-${rawHeaders[at - 1]!.toLowerCase()}`, value);
  });
  for (const [name, value] of Object.entries(trailers)) lines.push(`x-trailer-${name}`, value!);
  return lines;
}
