import type { ServerResponse } from 'node:http';
import type { Problem } from '../protocol.ts';
import type { FieldEntry } from '../wasi/http/fields.ts';

/** How an answer reaches the client, part by part. */
export interface Reply {
  head(status: number, headers: readonly FieldEntry[]): void;
  chunk(bytes: Uint8Array): void;
  end(): void;
  /** Before the head: an answer of its own. Behind it: the connection breaks, since no status can say it any more. */
  refused(status: number, problem: Problem): void;
}

export function respond(response: ServerResponse): Reply {
  return {
    head(status, headers) {
      response.statusCode = status;
      for (const [name, value] of headers) response.appendHeader(name, Buffer.from(value).toString('latin1'));
      response.flushHeaders();
    },
    chunk: (bytes) => void response.write(bytes),
    end: () => void response.end(),
    refused(status, { code, message, causes = [] }) {
      if (response.headersSent) return void response.destroy();
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(`${code}: ${message}\n${causes.map((cause) => `  ${cause}\n`).join('')}`);
    },
  };
}
