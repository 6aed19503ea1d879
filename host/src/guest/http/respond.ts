import type { ServerResponse } from 'node:http';
import { http } from '../../node/http.ts';
import type { Problem } from '../../protocol.ts';
import type { TextField } from '../../wasi/http/fields.ts';
import { atEndOfTurn } from '../streams/end-of-turn.ts';
import {
  isBodiless,
  isTunnel,
  refuseUnsendable,
  sendable,
  sendableTrailers,
  type ResponseHead,
} from './response-head.ts';

/** The parts of a response on their way to the client. */
export interface Reply {
  /** @throws Error when HTTP/1.1 cannot carry it */
  head(head: ResponseHead): void;
  /** @param wrote called once the bytes are sent, or the client has closed the connection */
  chunk(bytes: Uint8Array, wrote: () => void): void;
  /** @param trailers sent when the client and the head allow it */
  end(trailers: readonly TextField[]): void;
  /**
   * Before the head: an error response. After it: the connection breaks, since the status is sent. After the end:
   * nothing.
   */
  refused(status: number, problem: Problem): void;
}

/** How long a client may leave written data unread. */
export const STALL_MS = 60_000;

/** The unsent part of a response: the head, and bytes after it. */
interface Held {
  readonly status: number;
  bytes: Uint8Array | undefined;
}

/** More is not copied into one text with its head. */
export const SMALL = 16_384;
const ignore = (): void => {};

/** @param stallMs after this time the connection of a client that takes nothing is closed */
export function respond(response: ServerResponse, stallMs = STALL_MS): Reply {
  // A client may leave at any time, which `close` reports as well.
  response.on('error', ignore);
  return new HttpReply(response, stallMs);
}

class HttpReply implements Reply {
  readonly #response: ServerResponse;
  readonly #stallMs: number;
  readonly #gathering: Gathering;
  #isBegun = false;
  #hasNoBody = false;
  #held: Held | undefined;
  #fields: readonly TextField[] = [];
  #stall: Stall | undefined;

  constructor(response: ServerResponse, stallMs: number) {
    this.#response = response;
    this.#stallMs = stallMs;
    this.#gathering = gather(response);
  }

  head(head: ResponseHead): void {
    const response = this.#response;
    refuseUnsendable(head);
    const { status } = head;
    // Without an upgrade nothing can follow on this connection.
    if (status === 101) response.shouldKeepAlive = false;
    this.#hasNoBody = isTunnel(response, status);
    if (this.#hasNoBody) response.useChunkedEncodingByDefault = false;
    this.#fields = sendable(response, head);
    // One call with names and values in turn keeps the bytes of the values: a character a byte.
    response.writeHead(status, this.#fields.flat());
    this.#isBegun = true;
    this.#held = { status, bytes: undefined };
    atEndOfTurn(() => this.#release());
  }

  chunk(bytes: Uint8Array, wrote: () => void): void {
    if (this.#hasNoBody) return wrote();
    if (this.#held && !this.#held.bytes && bytes.length <= SMALL) {
      this.#held.bytes = bytes;
      // So few bytes are not counted by flow control.
      return wrote();
    }
    this.#release();
    this.#gathering.begin();
    this.#write(bytes, wrote);
  }

  end(trailers: readonly TextField[]): void {
    const response = this.#response;
    const allowed = trailers.length === 0 ? [] : sendableTrailers(response, this.#fields, trailers);
    if (allowed.length > 0) response.addTrailers([...allowed]);
    const bytes = this.#held?.bytes;
    this.#held = undefined;
    // As text it goes with its head, in one piece of memory.
    if (bytes) response.end(latin1(bytes), 'latin1');
    else response.end();
    if (!response.writableFinished && !response.destroyed) response.once('finish', this.#expect());
  }

  refused(status: number, { code }: Problem): void {
    const response = this.#response;
    // A response that is complete arrives, however its guest ends.
    if (response.writableEnded) return;
    if (this.#isBegun) {
      this.#release();
      this.#gathering.end();
      return void response.destroy();
    }
    // With its own phrase: a head that could not be sent leaves one behind.
    response.writeHead(status, http.STATUS_CODES[status], { 'content-type': 'text/plain; charset=utf-8' });
    response.end(`The component failed (${code}); the log of the server says why.\n`);
  }

  /** Sends the buffered part when the guest takes longer. */
  #release(): void {
    if (!this.#held || this.#response.destroyed) return;
    const { status, bytes } = this.#held;
    this.#held = undefined;
    this.#gathering.begin();
    // Sends the head now. `flushHeaders` would encode it as UTF-8, and header values are bytes.
    if (!isBodiless(status)) this.#response.write('', 'latin1');
    if (bytes) this.#write(bytes, ignore);
  }

  #write(bytes: Uint8Array, wrote: () => void): void {
    const taken = this.#expect();
    this.#response.write(bytes, () => {
      taken();
      wrote();
    });
  }

  #expect(): () => void {
    this.#stall ??= stallOf(this.#response, this.#stallMs);
    return this.#stall.expect();
  }
}

const latin1 = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('latin1');

interface Gathering {
  begin(): void;
  /** Before the end of the turn. */
  end(): void;
}

/** Writes of one turn of the event loop are sent in one system call. */
function gather(response: ServerResponse): Gathering {
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
    atEndOfTurn(end);
  };
  return { begin, end };
}

interface Stall {
  /** Something is to happen; call the result when it did. */
  expect(): () => void;
}

/** Ends the connection after a time without progress. */
function stallOf(response: ServerResponse, ms: number): Stall {
  let expected = 0;
  let timer: NodeJS.Timeout | undefined;
  const watch = (): void => {
    clearTimeout(timer);
    timer = expected > 0 ? setTimeout(() => response.destroy(), ms) : undefined;
  };
  response.once('close', () => clearTimeout(timer));
  return {
    expect() {
      if (expected++ === 0) watch();
      return () => {
        expected--;
        watch();
      };
    },
  };
}
