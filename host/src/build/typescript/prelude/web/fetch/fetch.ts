/** https://fetch.spec.whatwg.org/, over wasi:http/outgoing-handler. */
import { URL } from '../url/url.ts';
import { Headers } from './headers.ts';
import { Request, type RequestInit } from './request.ts';
import { Response } from './response.ts';
import { send } from './wasi-http.ts';

const MOST_REDIRECTS = 20;
const REDIRECTS = [301, 302, 303, 307, 308];

/** @throws TypeError if there is no response; the reason of an aborted signal */
export async function fetch(input: unknown, init: RequestInit = {}): Promise<Response> {
  let request = new Request(input, init);
  const { signal } = request;
  for (let redirects = 0; ; redirects++) {
    signal.throwIfAborted();
    const url = new URL(request.url);
    if (!/^https?:$/.test(url.protocol))
      throw new TypeError(`fetch reaches http and https, not ${url.protocol}`);
    const { status, headers, body } = await send(request, url, request.body, signal);
    const location = REDIRECTS.includes(status) ? headers.get('location') : null;
    if (location === null || request.redirect === 'manual') {
      const isEmpty = request.method === 'HEAD' || [204, 205, 304].includes(status);
      if (isEmpty) await body.cancel();
      return Response.fetched(isEmpty ? null : body, { status, headers }, request.url, redirects > 0);
    }
    await body.cancel();
    if (request.redirect === 'error') throw new TypeError(`${request.url} redirects to ${location}`);
    if (redirects === MOST_REDIRECTS) throw new TypeError(`${request.url} redirects too often`);
    request = redirected(request, status, new URL(location, url));
  }
}

/** A redirected POST becomes a GET, unless the status forbids it. */
function redirected(request: Request, status: number, url: URL): Request {
  const { method, redirect, signal } = request;
  const isGet = status === 303 ? method !== 'HEAD' : status < 303 && method === 'POST';
  const headers = new Headers(request.headers);
  if (isGet) for (const name of ['content-type', 'content-length', 'content-encoding']) headers.delete(name);
  if (new URL(request.url).origin !== url.origin) headers.delete('authorization');
  const body = isGet ? null : request.sent;
  if (!isGet && request.body && !body) throw new TypeError('a body that is a stream cannot be sent again');
  return new Request(url, { method: isGet ? 'GET' : method, headers, redirect, signal, body: body ?? null });
}

Object.assign(globalThis, { fetch });
