import type { ClientRequest, RequestOptions } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorCode } from '../../../wasi/http/error-code.ts';
import type { OutgoingCall } from '../../../wasi/http/exchange.ts';
import { http, https } from '../../../node/http.ts';
import { MOST_HEAD_BYTES } from '../request.ts';
import { textOf } from '../../../wasi/http/fields.ts';

/** How far a request has come; what an error means depends on it. */
export type Stage = 'connecting' | 'securing' | 'sent';

export interface Started {
  readonly request: ClientRequest;
  stage(): Stage;
  onConnected(listener: () => void): void;
  /** The error code that the guest receives for a failed request. */
  codeOf(error: NodeJS.ErrnoException): ErrorCode;
}

const DNS_ERROR: ErrorCode = {
  tag: 'DNS-error',
  val: { rcode: 'address not available', infoCode: undefined },
};

/** Starts a request as Node.js makes it of a call, or says why there can be none. */
export function startRequest(call: OutgoingCall): Started | { readonly failed: ErrorCode } {
  const { host, port } = addressOf(call);
  if (host === '') return { failed: DNS_ERROR };
  const lengths = call.headers
    .filter(([name]) => name === 'content-length')
    .map(([, value]) => textOf(value));
  if (new Set(lengths).size > 1) return { failed: { tag: 'HTTP-protocol-error' } };
  const options = { host, port, agent: false, setHost: false, maxHeaderSize: MOST_HEAD_BYTES };
  const request = makeRequest(call, options);
  let stage: Stage = 'connecting';
  const listeners: (() => void)[] = [];
  const advance = (to: Stage): void => {
    stage = to;
    if (to === 'sent') for (const listener of listeners) listener();
  };
  request.on('socket', (socket: Socket) => {
    socket.once('connect', () => advance(call.secure ? 'securing' : 'sent'));
    if (call.secure) socket.once('secureConnect', () => advance('sent'));
  });
  return {
    request,
    stage: () => stage,
    onConnected: (listener) => void listeners.push(listener),
    codeOf: (error) => codeOf(error, stage),
  };
}

function makeRequest(call: OutgoingCall, options: RequestOptions): ClientRequest {
  const request = (call.secure ? https() : http).request(options);
  // The constructor would change the case of the method, and refuse bytes of a path.
  request.method = call.method;
  request.path = Buffer.from(call.path).toString('latin1');
  request.maxHeadersCount = 0;
  // Without it a request that has no body says nothing about one.
  request.useChunkedEncodingByDefault = call.hasBody;
  if (!call.hostLast) request.setHeader('host', call.authority);
  const isChunked = call.hasBody && !call.headers.some(([name]) => name === 'content-length');
  for (const [name, values] of groups(call.headers))
    if (name !== 'trailer' || isChunked) request.setHeader(name, values);
  if (call.hostLast) request.setHeader('host', call.authority);
  sendEachCookie(request);
  // Node.js would write this name in upper case.
  if (isChunked) request.setHeader('transfer-encoding', 'chunked');
  request.removeHeader('connection');
  // Sends the head now. `flushHeaders` would encode it as UTF-8, and header values are bytes.
  if (call.hasBody) request.write('', 'latin1');
  else request.end();
  return request;
}

/** Node.js joins several fields `cookie` into one, at the latest in the head that it writes to the connection. */
function sendEachCookie(request: ClientRequest): void {
  const cookies = request.getHeader('cookie');
  if (!Array.isArray(cookies) || cookies.length < 2) return;
  const joined = `\r\ncookie: ${cookies.join('; ')}\r\n`;
  const apart = `${cookies.map((cookie) => `\r\ncookie: ${cookie}`).join('')}\r\n`;
  request.once('socket', (socket: Socket) => {
    const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
    socket.write = (head: Uint8Array | string, ...rest: unknown[]) => {
      socket.write = write;
      return write(typeof head === 'string' ? head.replace(joined, () => apart) : head, ...rest);
    };
  });
}

function groups(headers: OutgoingCall['headers']): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of headers) values.set(name, [...(values.get(name) ?? []), textOf(value)]);
  return values;
}

/** An authority with a user names no host that can be found. */
function addressOf({ authority, secure }: OutgoingCall): { host: string; port: number } {
  const [, bracketed, name = '', port] = /^(?:\[(.*)\]|([^@:[\]]*))(?::\+?(\d+))?$/.exec(authority) ?? [];
  return { host: bracketed ?? name, port: Number(port ?? (secure ? 443 : 80)) };
}

/** The codes that wasmtime gives. */
function codeOf({ code = '', syscall }: NodeJS.ErrnoException, stage: Stage): ErrorCode {
  if (stage === 'securing') return { tag: 'TLS-protocol-error' };
  if (stage === 'sent') return { tag: 'HTTP-protocol-error' };
  return syscall === 'getaddrinfo' || code === 'EADDRNOTAVAIL' ? DNS_ERROR : { tag: 'connection-refused' };
}
