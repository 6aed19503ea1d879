import { AbortSignal } from '../events.ts';
import { URL } from '../url/url.ts';
import { Body, type BodyInit } from './body.ts';
import { Headers, type HeadersInit } from './headers.ts';

export interface RequestInit {
  readonly method?: string;
  readonly headers?: HeadersInit;
  readonly body?: BodyInit | null;
  readonly redirect?: 'follow' | 'error' | 'manual';
  readonly signal?: AbortSignal | null;
}

const WRITTEN_LARGE = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];

/** https://fetch.spec.whatwg.org/#request-class */
export class Request extends Body {
  readonly url: string;
  readonly method: string;
  readonly redirect: NonNullable<RequestInit['redirect']>;
  readonly signal: AbortSignal;

  constructor(input: unknown, init: RequestInit = {}) {
    const from = input instanceof Request ? input : undefined;
    const method = init.method === undefined ? (from?.method ?? 'GET') : String(init.method);
    const large = WRITTEN_LARGE.includes(method.toUpperCase()) ? method.toUpperCase() : method;
    const body = init.body === undefined ? from?.takeBody() : init.body;
    if (body !== null && body !== undefined && /^(?:GET|HEAD)$/.test(large))
      throw new TypeError(`a ${large} request cannot have a body`);
    super(body, new Headers(init.headers ?? from?.headers));
    const url = new URL(from?.url ?? input);
    if (url.username !== '' || url.password !== '')
      throw new TypeError(`${url.href} has credentials: give them as a header`);
    this.url = url.href;
    this.method = large;
    this.redirect = init.redirect ?? from?.redirect ?? 'follow';
    this.signal = init.signal ?? from?.signal ?? AbortSignal.make();
  }

  clone(): Request {
    return new Request(this.url, { ...this.own(), body: this.halve() });
  }

  private own(): RequestInit {
    const { method, headers, redirect, signal } = this;
    return { method, headers, redirect, signal };
  }

  private takeBody(): BodyInit | null {
    return this.sent ?? this.body;
  }
}
