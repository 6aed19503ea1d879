import { contentLength, entriesOf, Fields } from './fields.ts';
import { IncomingBody, type BodySource } from './incoming-body.ts';
import { OutgoingBody } from './outgoing-body.ts';

export type Method = { readonly tag: string; readonly val?: string };
export type Scheme = { readonly tag: 'HTTP' | 'HTTPS' } | { readonly tag: 'other'; readonly val: string };

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH']);

/** Names of methods are in upper case; one in lower case is another method. */
export const toMethod = (name: string): Method =>
  METHODS.has(name) ? { tag: name.toLowerCase() } : { tag: 'other', val: name };

export interface RequestHead {
  readonly method: string;
  /** Undefined for a CONNECT to an authority. */
  readonly path: string | undefined;
  readonly authority: string | undefined;
  /** Names and values in turn, a character a byte. */
  readonly headers: readonly string[];
}

/** wasi:http/types.incoming-request */
export class IncomingRequest {
  readonly #head: RequestHead;
  #body: IncomingBody | undefined;

  constructor(head: RequestHead, body: BodySource) {
    this.#head = head;
    this.#body = new IncomingBody(body);
  }

  method(): Method {
    return toMethod(this.#head.method);
  }

  pathWithQuery(): string | undefined {
    return this.#head.path;
  }

  scheme(): Scheme {
    return { tag: 'HTTP' };
  }

  authority(): string | undefined {
    return this.#head.authority;
  }

  headers(): Fields {
    return Fields.received(entriesOf(this.#head.headers));
  }

  consume(): IncomingBody {
    const body = this.#body;
    if (!body) throw undefined;
    this.#body = undefined;
    return body;
  }
}

/** wasi:http/types.outgoing-response */
export class OutgoingResponse {
  readonly #headers: Fields;
  #status = 200;
  #body: OutgoingBody | undefined;

  constructor(headers: Fields) {
    this.#headers = Fields.lock(headers);
  }

  statusCode(): number {
    return this.#status;
  }

  setStatusCode(status: number): void {
    if (status < 100 || status > 999) throw undefined;
    this.#status = status;
  }

  headers(): Fields {
    return this.#headers;
  }

  body(): OutgoingBody {
    if (this.#body) throw undefined;
    this.#body = new OutgoingBody(contentLength(this.#headers), 'HTTP-response-body-size');
    return this.#body;
  }

  /** The body the guest took, if it took one; without one the response is empty. */
  static bodyOf(response: OutgoingResponse): OutgoingBody | undefined {
    return response.#body;
  }
}
