import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Problem } from '../protocol.ts';
import type { FieldEntry } from '../wasi/http/fields.ts';

/** How an answer reaches the client, part by part. */
export interface Reply {
  head(status: number, headers: readonly FieldEntry[]): void;
  /** @param wrote called once the bytes are on their way, or nobody takes them any more */
  chunk(bytes: Uint8Array, wrote: () => void): void;
  end(): void;
  /** Before the head: an answer of its own. Behind it: the connection breaks, since no status can say it any more. */
  refused(status: number, problem: Problem): void;
}

/** Statuses whose responses have no body (RFC 9110, section 6.4.1). */
const isBodiless = (status: number): boolean => status < 200 || status === 204 || status === 304;

/** Trailers follow chunks; Node.js refuses to announce them elsewhere. */
const mayHaveTrailers = ({ req }: ServerResponse, status: number, headers: readonly FieldEntry[]): boolean =>
  req.httpVersionMinor > 0 &&
  req.method !== 'HEAD' &&
  !isBodiless(status) &&
  !headers.some(([name]) => name === 'content-length');

export function respond(response: ServerResponse): Reply {
  // A client may leave at any time; `close` says so as well.
  response.on('error', () => {});
  return {
    head(status, headers) {
      // Without an upgrade nothing can follow on this connection.
      if (status === 101) response.shouldKeepAlive = false;
      const fields = mayHaveTrailers(response, status, headers)
        ? headers
        : headers.filter(([name]) => name !== 'trailer');
      // One call with names and values in turn keeps the bytes of the values: a character a byte.
      const raw = fields.flatMap(([name, value]) => [name, Buffer.from(value).toString('latin1')]);
      response.writeHead(status, raw);
      // Sends the head now. `flushHeaders` would encode it as UTF-8, and header values are bytes.
      if (!isBodiless(status)) response.write('', 'latin1');
    },
    chunk: (bytes, wrote) => void response.write(bytes, () => wrote()),
    end: () => void response.end(),
    refused(status, { code }) {
      if (response.headersSent) return void response.destroy();
      // With its own phrase: a head that could not be sent leaves one behind.
      response.writeHead(status, STATUS_CODES[status], { 'content-type': 'text/plain; charset=utf-8' });
      response.end(`The component failed (${code}); the log of the server says why.\n`);
    },
  };
}
