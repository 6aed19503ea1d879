import type { ErrorCode } from '../../http/error-code.ts';
import type { ReceivedResponse } from '../../http/exchange.ts';
import { Fields as Second } from '../../http/fields.ts';
import type { GuestStream, Readable } from '../streams.ts';
import { consume, guestBody, receivedBody, type Body, type Sent, type Trailers } from './body.ts';
import { Fields } from './fields.ts';

/** wasi:http/types.response 0.3: one that a guest makes, or one that came. */
export class Response {
  readonly #headers: Second;
  #status: number;
  #body: Body | undefined;

  private constructor(headers: Second, body: Body, status = 200) {
    this.#headers = Second.lock(headers);
    this.#body = body;
    this.#status = status;
  }

  static new(
    headers: Fields,
    contents: GuestStream | undefined,
    trailers: PromiseLike<Trailers>,
  ): [Response, Promise<Sent>] {
    const [body, sent] = guestBody(contents, trailers);
    return [new Response(Fields.second(headers), body), sent];
  }

  static received({ status, headers, body }: ReceivedResponse): Response {
    return new Response(Second.received(headers), receivedBody(body), status);
  }

  /** Its head and its body, whose ownership passes to the caller. */
  static take(response: Response): {
    readonly status: number;
    readonly headers: Second;
    readonly body: Body;
  } {
    return { status: response.#status, headers: response.#headers, body: Response.#takeBody(response) };
  }

  static #takeBody(response: Response): Body {
    const body = response.#body;
    if (!body) throw new Error('wasi:http: the body of the response was already consumed');
    response.#body = undefined;
    return body;
  }

  static consumeBody(response: Response, read: PromiseLike<Sent>): Readable<ErrorCode, Fields | undefined> {
    return consume(Response.#takeBody(response), read);
  }

  getStatusCode(): number {
    return this.#status;
  }

  setStatusCode(status: number): void {
    if (status < 100 || status > 599) throw undefined;
    this.#status = status;
  }

  getHeaders(): Fields {
    return new Fields(this.#headers);
  }

  [Symbol.dispose](): void {
    this.#body?.drop();
    this.#body = undefined;
  }
}
