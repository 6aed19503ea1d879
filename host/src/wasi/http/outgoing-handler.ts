import { OutgoingBody, type BodySink } from './outgoing-body.ts';
import type { ErrorCode } from './error-code.ts';
import type { Connect, Exchange, OutgoingCall, Timeouts } from './exchange.ts';
import { FutureIncomingResponse } from './incoming-response.ts';
import type { Method } from './messages.ts';
import { OutgoingRequest, type RequestOptions } from './outgoing.ts';
import { isAuthority, isPathWithQuery } from './parts.ts';

/** The default timeouts of wasmtime. */
const DEFAULT_TIMEOUT_MS = 600_000;

/**
 * wasi:http/outgoing-handler
 * @param connect undefined when the guest may not reach the network
 */
export function outgoingHandler(connect: Connect | undefined) {
  return {
    handle(request: OutgoingRequest, options: RequestOptions | undefined): FutureIncomingResponse {
      if (!connect) throw { tag: 'HTTP-request-denied' };
      const body = OutgoingRequest.bodyOf(request);
      const call = toCall(request, body !== undefined, timeoutsOf(options));
      const exchange = call.method === 'CONNECT' ? NO_TUNNEL : connect(call);
      if (body) OutgoingBody.connect(body, call.hasBody ? exchange.sink : NOWHERE);
      return new FutureIncomingResponse(exchange);
    },
  };
}

const INVALID_TARGET = { tag: 'HTTP-request-URI-invalid' } as const satisfies ErrorCode;

/** @throws ErrorCode for an invalid request */
export function toCall(request: OutgoingRequest, tookBody: boolean, timeouts: Timeouts): OutgoingCall {
  const scheme = request.scheme()?.tag ?? 'HTTPS';
  if (scheme === 'other') throw { tag: 'HTTP-protocol-error' } satisfies ErrorCode;
  const authority = request.authority();
  if (authority === undefined) throw INVALID_TARGET;
  const path = request.pathWithQuery();
  if (path === undefined) throw { tag: 'HTTP-protocol-error' } satisfies ErrorCode;
  // A request that a client sent, and that its handler sends on, may have any.
  if (!isAuthority(authority) || !isPathWithQuery(path)) throw INVALID_TARGET;
  const method = nameOf(request.method());
  const hasLength = request.headers().has('content-length');
  return {
    method,
    secure: scheme === 'HTTPS',
    authority,
    path: (path.startsWith('/') ? path : `/${path}`).replace(/#.*/s, ''),
    headers: request.headers().entries(),
    // A GET or HEAD request has a body only with a content length.
    hasBody: tookBody && (hasLength || (method !== 'GET' && method !== 'HEAD')),
    timeouts,
  };
}

const nameOf = ({ tag, val }: Method): string => (tag === 'other' ? (val ?? '') : tag.toUpperCase());

export function timeoutsOf(options: RequestOptions | undefined): Timeouts {
  const milliseconds = (nanoseconds: bigint | undefined): number =>
    nanoseconds === undefined ? DEFAULT_TIMEOUT_MS : Number(nanoseconds / 1_000_000n);
  return {
    connect: milliseconds(options?.connectTimeout()),
    firstByte: milliseconds(options?.firstByteTimeout()),
    betweenBytes: milliseconds(options?.betweenBytesTimeout()),
  };
}

/** The end of a body that is not sent. */
const NOWHERE: BodySink = { write: () => {}, end: () => {}, broken: () => {}, isClosed: () => true };

const NO_TUNNEL: Exchange = {
  sink: NOWHERE,
  result: () => ({ failed: { tag: 'HTTP-protocol-error' } }),
  cancel: () => {},
};
