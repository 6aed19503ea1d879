import type { IncomingMessage } from 'node:http';
import type { RequestHead } from '../../wasi/http/messages.ts';

export function headOf(request: IncomingMessage): RequestHead {
  const { headers } = request;
  const url = withoutFragment(request.url ?? '/');
  // The target of a CONNECT is an authority (RFC 9112, section 3.2.3).
  if (request.method === 'CONNECT' && !/^\/|:\/\//.test(url))
    return { method: 'CONNECT', path: undefined, authority: url, headers: request.rawHeaders };
  // A target may be a whole URL (RFC 9112, section 3.2.2); its authority counts then.
  const [, authority, path] = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
  return {
    method: request.method ?? 'GET',
    path: path === undefined ? url : path || '/',
    authority: authority ?? headers.host,
    headers: request.rawHeaders,
  };
}

/** A target has no fragment (RFC 9112, section 3.2); wasmtime drops one. */
const withoutFragment = (target: string): string => target.replace(/#.*/s, '');

/** Whether a body follows the head of a request (RFC 9112, section 6.3). */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** The limits of a head, as in wasmtime. */
export const MOST_HEAD_BYTES = 417_792;
export const MOST_FIELDS = 100;
const MOST_TARGET_BYTES = 65_534;

/** Whether a head has more fields than a guest gets to see. */
export const isTooLarge = ({ rawHeaders }: IncomingMessage): boolean => rawHeaders.length / 2 > MOST_FIELDS;

/** Node.js parses HTTP/0.9 and HTTP/2.0 as if they were HTTP/1.1. */
const isKnownVersion = ({ httpVersion }: IncomingMessage): boolean => /^1\.[01]$/.test(httpVersion);

/** The status that refuses a head of another version of HTTP, or one that is too large, before a guest sees it. */
export function refusalOf(request: IncomingMessage): number | undefined {
  if (!isKnownVersion(request)) return 400;
  if ((request.url ?? '').length > MOST_TARGET_BYTES) return 414;
  return isTooLarge(request) ? 431 : undefined;
}
