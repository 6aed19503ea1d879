import type { ServerResponse } from 'node:http';
import { http } from '../../node-http.ts';
import type { Problem } from '../../protocol.ts';
import type { TextField } from '../../wasi/http/fields.ts';
import {
  isBodiless,
  isTunnel,
  refuseUnsendable,
  sendable,
  sendableTrailers,
  type ResponseHead,
} from './response-head.ts';

/** How an answer reaches the client, part by part. */
export interface Reply {
  /** @throws Error when HTTP/1.1 cannot carry it */
  head(head: ResponseHead): void;
  /** @param wrote called once the bytes are on their way, or nobody takes them any more */
  chunk(bytes: Uint8Array, wrote: () => void): void;
  /** @param trailers sent when the client and the head allow it */
  end(trailers: readonly TextField[]): void;
  /**
   * Before the head: an answer of its own. Behind it: the connection breaks, since no status can say it any more.
   * Behind the end: nothing.
   */
  refused(status: number, problem: Problem): void;
}

/** How long a client may take nothing of what was written for it. */
const STALL_MS = 60_000;

/** @param stallMs after this time the connection of a client that takes nothing is closed */
export function respond(response: ServerResponse, stallMs = STALL_MS): Reply {
  // A client may leave at any time; `close` says so as well.
  response.on('error', () => {});
  let hasNoBody = false;
  let sent: readonly TextField[] = [];
  const stall = stallOf(stallMs, () => response.destroy());
  const gathering = gather(response);
  response.on('close', () => stall.end());
  return {
    head(head) {
      refuseUnsendable(head);
      const { status } = head;
      // Without an upgrade nothing can follow on this connection.
      if (status === 101) response.shouldKeepAlive = false;
      hasNoBody = isTunnel(response, status);
      if (hasNoBody) response.useChunkedEncodingByDefault = false;
      sent = sendable(response, head);
      gathering.begin();
      // One call with names and values in turn keeps the bytes of the values: a character a byte.
      response.writeHead(status, sent.flat());
      // Sends the head now. `flushHeaders` would encode it as UTF-8, and header values are bytes.
      if (!isBodiless(status)) response.write('', 'latin1');
    },
    chunk(bytes, wrote) {
      if (hasNoBody) return wrote();
      gathering.begin();
      const taken = stall.expect();
      response.write(bytes, () => {
        taken();
        wrote();
      });
    },
    end(trailers) {
      const allowed = sendableTrailers(response, sent, trailers);
      if (allowed.length > 0) response.addTrailers([...allowed]);
      response.end();
    },
    refused(status, { code }) {
      // A response that is complete arrives, however its guest ends.
      if (response.writableEnded) return;
      if (response.headersSent) {
        gathering.end();
        return void response.destroy();
      }
      // With its own phrase: a head that could not be sent leaves one behind.
      response.writeHead(status, http.STATUS_CODES[status], { 'content-type': 'text/plain; charset=utf-8' });
      response.end(`The component failed (${code}); the log of the server says why.\n`);
    },
  };
}

/** What is written in one turn of the event loop, mostly all of a small answer, goes in one call of the system. */
function gather(response: ServerResponse): { begin(): void; end(): void } {
  let isGathering = false;
  const end = (): void => {
    // `response.end` has done so already.
    if (isGathering && !response.writableEnded) response.uncork();
    isGathering = false;
  };
  const begin = (): void => {
    if (isGathering) return;
    isGathering = true;
    response.cork();
    setImmediate(end);
  };
  return { begin, end };
}

/** Calls `onStall` when nothing of what is expected happens for a time. */
function stallOf(ms: number, onStall: () => void): { expect(): () => void; end(): void } {
  let expected = 0;
  let timer: NodeJS.Timeout | undefined;
  const watch = (): void => {
    clearTimeout(timer);
    timer = expected > 0 ? setTimeout(onStall, ms) : undefined;
  };
  return {
    expect() {
      if (expected++ === 0) watch();
      return () => {
        expected--;
        watch();
      };
    },
    end: () => clearTimeout(timer),
  };
}
