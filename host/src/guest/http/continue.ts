import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TextField } from '../../wasi/http/fields.ts';
import type { Problem } from '../../protocol.ts';
import { hasBody } from './request.ts';
import type { Reply } from './respond.ts';
import { refuseUnsendable, type ResponseHead } from './response-head.ts';

/** A reply, and what is called before the guest reads the body of the request. */
export interface Continuing {
  readonly reply: Reply;
  readonly reads?: () => void;
}

/**
 * For a client that sends its body only once it is asked to (RFC 9110, section 10.1.1): it is asked when the guest
 * reads. One that gets a response before may send the body or not, so its connection ends with the response.
 */
export function continuing(request: IncomingMessage, response: ServerResponse, reply: Reply): Continuing {
  const { headers, httpVersionMinor } = request;
  if (!/^100-continue$/i.test(headers.expect ?? '') || httpVersionMinor === 0 || !hasBody(request))
    return { reply };
  const mayKeepAlive = response.shouldKeepAlive;
  response.shouldKeepAlive = false;
  const held = new HeldHead(reply);
  return {
    reply: held,
    reads() {
      if (response.headersSent) return;
      response.writeContinue();
      response.shouldKeepAlive = mayKeepAlive;
      held.release();
    },
  };
}

/**
 * Holds the head of a response until more follows, or until the body of the request is read: a guest that passes bytes
 * on while they arrive gives its head first, and a client that got it would not be asked any more.
 */
class HeldHead implements Reply {
  readonly #reply: Reply;
  #head: ResponseHead | undefined;

  constructor(reply: Reply) {
    this.#reply = reply;
  }

  release(): void {
    const head = this.#head;
    this.#head = undefined;
    if (head) this.#reply.head(head);
  }

  head(head: ResponseHead): void {
    refuseUnsendable(head);
    this.#head = head;
  }

  chunk(bytes: Uint8Array, wrote: () => void): void {
    this.release();
    this.#reply.chunk(bytes, wrote);
  }

  end(trailers: readonly TextField[]): void {
    this.release();
    this.#reply.end(trailers);
  }

  refused(status: number, problem: Problem): void {
    this.release();
    this.#reply.refused(status, problem);
  }
}
