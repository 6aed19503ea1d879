import type { ErrorCode } from '../../http/error-code.ts';
import { entriesOf, Fields as Second } from '../../http/fields.ts';
import { toMethod, type Method, type RequestHead, type Scheme } from '../../http/messages.ts';
import { OutgoingRequest } from '../../http/outgoing.ts';
import type { BodySource } from '../../http/incoming-body.ts';
import type { GuestStream, Readable } from '../streams.ts';
import { consume, guestBody, receivedBody, type Body, type Sent, type Trailers } from './body.ts';
import { Fields } from './fields.ts';
import { RequestOptions } from './request-options.ts';

/** wasi:http/types.request 0.3: one that a guest makes, or one that came. */
export class Request {
  readonly #line: OutgoingRequest;
  readonly #options: RequestOptions | undefined;
  #body: Body | undefined;

  private constructor(line: OutgoingRequest, body: Body, options?: RequestOptions) {
    this.#line = line;
    this.#body = body;
    this.#options = options;
  }

  static new(
    headers: Fields,
    contents: GuestStream | undefined,
    trailers: PromiseLike<Trailers>,
    options: RequestOptions | undefined,
  ): [Request, Promise<Sent>] {
    const [body, sent] = guestBody(contents, trailers);
    return [new Request(new OutgoingRequest(Fields.second(headers)), body, options), sent];
  }

  static received(head: RequestHead, source: BodySource): Request {
    const headers = Second.received(entriesOf(head.headers));
    return new Request(OutgoingRequest.received(headers, head), receivedBody(source));
  }

  /** Its head and its body, whose ownership passes to the caller. */
  static take(request: Request): {
    readonly line: OutgoingRequest;
    readonly options: RequestOptions | undefined;
    readonly body: Body;
  } {
    return { line: request.#line, options: request.#options, body: Request.#takeBody(request) };
  }

  static #takeBody(request: Request): Body {
    const body = request.#body;
    if (!body) throw new Error('wasi:http: the body of the request was already consumed');
    request.#body = undefined;
    return body;
  }

  static consumeBody(request: Request, read: PromiseLike<Sent>): Readable<ErrorCode, Fields | undefined> {
    return consume(Request.#takeBody(request), read);
  }

  getMethod(): Method {
    return this.#line.method();
  }

  /** One of the known methods is that one, however it was named. */
  setMethod(method: Method): void {
    this.#line.setMethod(method.tag === 'other' ? toMethod(method.val ?? '') : method);
  }

  getPathWithQuery(): string | undefined {
    return this.#line.pathWithQuery();
  }

  /** Without a fragment, unlike in 0.2. */
  setPathWithQuery(path: string | undefined): void {
    this.#line.setPathWithQuery(path);
    if (path !== undefined) this.#line.setPathWithQuery(path.replace(/#.*/s, '') || '/');
  }

  getScheme(): Scheme | undefined {
    return this.#line.scheme();
  }

  setScheme(scheme: Scheme | undefined): void {
    const known =
      scheme?.tag === 'other' && /^https?$/.test(scheme.val) ? scheme.val.toUpperCase() : undefined;
    this.#line.setScheme(known ? { tag: known as 'HTTP' | 'HTTPS' } : scheme);
  }

  getAuthority(): string | undefined {
    return this.#line.authority();
  }

  setAuthority(authority: string | undefined): void {
    this.#line.setAuthority(authority);
  }

  getOptions(): RequestOptions | undefined {
    return this.#options && new RequestOptions(RequestOptions.second(this.#options), true);
  }

  getHeaders(): Fields {
    return new Fields(this.#line.headers());
  }

  [Symbol.dispose](): void {
    this.#body?.drop();
    this.#body = undefined;
  }
}
