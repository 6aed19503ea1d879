import { contentLength, Fields } from './fields.ts';
import { toMethod, type Method, type RequestHead, type Scheme } from './messages.ts';
import { OutgoingBody } from './outgoing-body.ts';
import { isAuthority, isMethod, isPathWithQuery, isScheme } from './parts.ts';

/** wasi:http/types.outgoing-request */
export class OutgoingRequest {
  readonly #headers: Fields;
  #body: OutgoingBody | undefined;
  #method: Method = toMethod('GET');
  #path: string | undefined;
  #scheme: Scheme | undefined;
  #authority: string | undefined;

  constructor(headers: Fields) {
    this.#headers = Fields.lock(headers);
  }

  /** One that came from a client. Only what a guest sets is checked: it sees the parts as they came. */
  static received(headers: Fields, { method, path, authority }: RequestHead): OutgoingRequest {
    const request = new OutgoingRequest(headers);
    request.#method = toMethod(method);
    request.#scheme = { tag: 'HTTP' };
    request.#authority = authority;
    request.#path = path;
    return request;
  }

  body(): OutgoingBody {
    if (this.#body) throw undefined;
    this.#body = new OutgoingBody(contentLength(this.#headers), 'HTTP-request-body-size');
    return this.#body;
  }

  static bodyOf(request: OutgoingRequest): OutgoingBody | undefined {
    return request.#body;
  }

  method(): Method {
    return this.#method;
  }

  setMethod(method: Method): void {
    if (method.tag === 'other' && !isMethod(method.val ?? '')) throw undefined;
    this.#method = method;
  }

  pathWithQuery(): string | undefined {
    return this.#path;
  }

  setPathWithQuery(path: string | undefined): void {
    if (path !== undefined && !isPathWithQuery(path)) throw undefined;
    this.#path = path;
  }

  scheme(): Scheme | undefined {
    return this.#scheme;
  }

  setScheme(scheme: Scheme | undefined): void {
    if (scheme?.tag === 'other' && !isScheme(scheme.val)) throw undefined;
    this.#scheme = scheme;
  }

  authority(): string | undefined {
    return this.#authority;
  }

  setAuthority(authority: string | undefined): void {
    if (authority !== undefined && !isAuthority(authority)) throw undefined;
    this.#authority = authority;
  }

  headers(): Fields {
    return this.#headers;
  }
}

type Duration = bigint | undefined;

/** wasi:http/types.request-options, in nanoseconds. */
export class RequestOptions {
  #connect: Duration;
  #firstByte: Duration;
  #betweenBytes: Duration;

  connectTimeout(): Duration {
    return this.#connect;
  }

  setConnectTimeout(duration: Duration): void {
    this.#connect = duration;
  }

  firstByteTimeout(): Duration {
    return this.#firstByte;
  }

  setFirstByteTimeout(duration: Duration): void {
    this.#firstByte = duration;
  }

  betweenBytesTimeout(): Duration {
    return this.#betweenBytes;
  }

  setBetweenBytesTimeout(duration: Duration): void {
    this.#betweenBytes = duration;
  }
}
