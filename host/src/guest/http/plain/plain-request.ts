/**
 * Parses the head of a request in the usual form, in a fraction of the time of Node.js' parser and its objects.
 * Requests in any other form are left to Node.js, which parses or refuses them. It is strict where readers of HTTP
 * differ (RFC 9112, section 11.2), so that no intermediary can have read another request.
 */
import type { RequestHead } from '../../../wasi/http/messages.ts';
import { MOST_FIELDS } from '../request.ts';

/** More is for Node.js, which reads a head in parts. */
const MOST_BYTES = 16_384;
/** A path, without a fragment or what belongs into quotes. */
const REQUEST_LINE = /^(GET|DELETE|OPTIONS) (\/[!$-;=?-_a-z|~]*) HTTP\/1\.1\r\n/;
const FIELD = /([!#$%&'*+\-.^_`|~\dA-Za-z]+): ?([!-~\x80-\xff](?:[\t -~\x80-\xff]*[!-~\x80-\xff])?)?\r\n/y;
/** Fields about the body, the connection or the response: a request with one of them is not plain. */
const RESTRICTED =
  /^(?:connection|content-length|expect|proxy-connection|te|trailer|transfer-encoding|upgrade)$/i;
/** The default, which browsers and many libraries send anyway. */
const KEEP_ALIVE = /^connection: keep-alive$/i;

/**
 * @param bytes what came from a connection that waits for a request
 * @returns the head when `bytes` are that of one request without a body and nothing else; otherwise undefined
 */
export function readPlainRequest(bytes: Buffer): RequestHead | undefined {
  if (bytes.length > MOST_BYTES) return undefined;
  const text = bytes.toString('latin1');
  const line = REQUEST_LINE.exec(text);
  if (!line) return undefined;
  const headers: string[] = [];
  let authority: string | undefined;
  let at = line[0].length;
  for (FIELD.lastIndex = at; at < text.length - 2; at = FIELD.lastIndex) {
    const [, name, value = ''] = FIELD.exec(text) ?? [];
    if (name === undefined || (RESTRICTED.test(name) && !KEEP_ALIVE.test(`${name}: ${value}`)))
      return undefined;
    if (name.length === 4 && name.toLowerCase() === 'host') {
      if (authority !== undefined) return undefined;
      authority = value;
    }
    headers.push(name, value);
  }
  const isWhole = at === text.length - 2 && text.endsWith('\r\n');
  if (!isWhole || !authority || headers.length > 2 * MOST_FIELDS) return undefined;
  return { method: line[1]!, path: line[2]!, authority, headers };
}
