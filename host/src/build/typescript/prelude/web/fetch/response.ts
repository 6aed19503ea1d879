import { URL } from '../url/url.ts';
import { Body, type BodyInit } from './body.ts';
import { Headers, type HeadersInit } from './headers.ts';

export interface ResponseInit {
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: HeadersInit;
}

const WITHOUT_BODY = [101, 204, 205, 304];
const REDIRECTS = [301, 302, 303, 307, 308];

/** https://fetch.spec.whatwg.org/#response-class */
export class Response extends Body {
  readonly status: number;
  readonly statusText: string;
  /** Of one that was fetched. */
  readonly url: string = '';
  readonly redirected: boolean = false;

  constructor(body?: BodyInit | null, init: ResponseInit = {}) {
    const status = init.status === undefined ? 200 : Math.trunc(Number(init.status));
    if (!(status >= 200 && status < 600)) throw new RangeError(`${String(init.status)} is not a status`);
    if (body !== null && body !== undefined && WITHOUT_BODY.includes(status))
      throw new TypeError(`a response of status ${status} has no body`);
    super(body, new Headers(init.headers));
    this.status = status;
    this.statusText = init.statusText ?? '';
  }

  /** A response from the network. */
  static fetched(body: BodyInit | null, init: ResponseInit, url: string, redirected: boolean): Response {
    return Object.assign(new Response(body, init), { url, redirected });
  }

  static json(value: unknown, init: ResponseInit = {}): Response {
    const text = JSON.stringify(value);
    if (text === undefined) throw new TypeError('the value has no form in JSON');
    const headers = new Headers(init.headers);
    if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    return new Response(text, { ...init, headers });
  }

  static redirect(url: string, status = 302): Response {
    if (!REDIRECTS.includes(status)) throw new RangeError(`${status} redirects nobody`);
    return new Response(null, { status, headers: { location: new URL(url).href } });
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get type(): string {
    return this.url === '' ? 'default' : 'basic';
  }

  clone(): Response {
    const { status, statusText, headers, url, redirected } = this;
    return Response.fetched(this.halve(), { status, statusText, headers }, url, redirected);
  }
}
