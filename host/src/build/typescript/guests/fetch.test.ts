import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { serve } from '../../../run/serve.ts';
import { servedByWasmtime } from '../../../testing/http.ts';
import { wasmtime } from '../../../testing/wasmtime.ts';
import { guests, type Guests } from '../../testing/guests.ts';

/** Expressions about a request to a server's address, evaluated in a handler; Node.js gives the expected values. */
const rows: Readonly<Record<string, string>> = {
  get: "async (at) => { const response = await fetch(at + '/echo?a=b', { headers: { 'X-A': '1' } }); return [response.status, response.ok, response.url === at + '/echo?a=b', response.headers.get('x-answer'), await response.json()]; }",
  post: "async (at) => (await fetch(at + '/echo', { method: 'POST', body: 'é€' })).json()",
  form: "async (at) => (await fetch(new URL('/echo', at), { method: 'put', body: new URLSearchParams({ a: 'b c' }) })).json()",
  bytes:
    "async (at) => (await fetch(at + '/echo', { method: 'POST', body: new Uint8Array(20000).fill(65) })).text().then((text) => text.length)",
  request:
    "async (at) => (await fetch(new Request(at + '/echo', { method: 'PATCH', headers: [['x-a', '2']], body: 'x' }))).json()",
  missing: "async (at) => { const { status, ok } = await fetch(at + '/missing'); return [status, ok]; }",
  empty:
    "async (at) => { const response = await fetch(at + '/empty'); return [response.status, response.body === null, await response.text()]; }",
  head: "async (at) => { const response = await fetch(at + '/echo', { method: 'HEAD' }); return [response.status, await response.text()]; }",
  big: "async (at) => (await (await fetch(at + '/big')).arrayBuffer()).byteLength",
  pieces:
    "async (at) => { let length = 0; for await (const chunk of (await fetch(at + '/big')).body) length += chunk.length; return length; }",
  given_up:
    "async (at) => { const response = await fetch(at + '/big'); await response.body.cancel(); return response.status; }",
  redirect:
    "async (at) => { const response = await fetch(at + '/redirect?to=/echo', { method: 'POST', body: 'x' }); return [response.redirected, response.url === at + '/echo', await response.json()]; }",
  redirect_same:
    "async (at) => (await fetch(at + '/redirect?status=307&to=/echo', { method: 'POST', body: 'x' })).json()",
  redirect_manual:
    "async (at) => { const response = await fetch(at + '/redirect?to=/echo', { redirect: 'manual' }); return [response.status, response.headers.get('location')]; }",
  redirect_refused:
    "async (at) => fetch(at + '/redirect?to=/echo', { redirect: 'error' }).catch((error) => error.name)",
  redirect_endless:
    "async (at) => fetch(at + '/redirect?to=/redirect%3Fto=/redirect').then(() => 'ended', (error) => error.name)",
  refused:
    "async () => fetch('http://127.0.0.1:1/').catch((error) => [error.name, error.message, error.cause !== undefined])",
  scheme: "async () => fetch('ftp://x/').catch((error) => error.name)",
  at_once: `async (at) => Promise.all([1, 2, 3, 4].map(() => fetch(at + '/together').then((response) => response.text())))`,
  in_time:
    "async (at) => fetch(at + '/silent', { signal: AbortSignal.timeout(50) }).catch((error) => error.name)",
  aborted:
    "async (at) => { const controller = new AbortController(); setTimeout(() => controller.abort(), 20); return fetch(at + '/silent', { signal: controller.signal }).catch((error) => error.name); }",
  aborted_before: "async (at) => fetch(at + '/echo', { signal: AbortSignal.abort('no') }).catch(String)",
};

/** Responses that are sent when there are four of them. */
const together: ServerResponse[] = [];

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '', 'http://x');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const { method, headers } = request;
  const seen = { method, path: request.url, body, type: headers['content-type'], a: headers['x-a'] };
  const paths: Readonly<Record<string, () => void>> = {
    '/echo': () => response.setHeader('x-answer', 'yes').end(JSON.stringify(seen)),
    '/empty': () => response.writeHead(204).end(),
    '/big': () => response.end('x'.repeat(300_000)),
    '/redirect': () =>
      response
        .writeHead(Number(url.searchParams.get('status') ?? 302), {
          location: url.searchParams.get('to') ?? '',
        })
        .end(),
    '/together': () =>
      void (together.push(response) === 4 && together.splice(0).forEach((one) => one.end('all'))),
    '/silent': () => {},
  };
  (paths[url.pathname] ?? (() => response.writeHead(404).end()))();
}

const handler = `
import { Fields, OutgoingBody, OutgoingResponse, ResponseOutparam } from 'wasi:http/types@0.2.12';
const rows = { ${Object.entries(rows)
  .map(([name, text]) => `${name}: ${text}`)
  .join(',\n')} };
export const incomingHandler = {
  async handle(request, out) {
    const url = new URL(request.pathWithQuery(), 'http://x');
    const value = await rows[url.pathname.slice(1)](url.searchParams.get('at'));
    const response = new OutgoingResponse(new Fields());
    const body = response.body();
    ResponseOutparam.set(out, { tag: 'ok', val: response });
    {
      using stream = body.write();
      stream.blockingWriteAndFlush(new TextEncoder().encode(JSON.stringify(value)));
    }
    OutgoingBody.finish(body, undefined);
  },
};`;

describe('fetch in a guest that is served', () => {
  const upstream = createServer((request, response) => void answer(request, response));
  let at: string;
  let all: Guests;
  let component: string;
  before(async () => {
    await new Promise<void>((done) => upstream.listen(0, '127.0.0.1', done));
    at = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
    all = await guests();
    const folder = await all.write({
      'wit/a.wit': 'package t:web; world web { include wasi:http/proxy@0.2.12; }',
      'src/index.ts': handler,
    });
    cpSync('server/wasi/0.2.12', join(folder, 'wit/deps'), { recursive: true });
    component = await all.buildFolder(folder);
  });
  after(async () => {
    upstream.closeAllConnections();
    upstream.close();
    await all[Symbol.asyncDispose]();
  });

  async function check(url: string): Promise<void> {
    for (const [name, text] of Object.entries(rows)) {
      const own: unknown = await (new Function('at', `return (${text})(at)`)(at) as Promise<unknown>);
      const response = await fetch(new URL(`${name}?at=${at}`, url));
      assert.deepEqual(await response.json().catch(String), JSON.parse(JSON.stringify(own)), name);
    }
  }

  it('behaves as that of Node.js', async () => {
    const context = {
      signal: new AbortController().signal,
      storage: join(all.folder, 'storage'),
      output: () => {},
    };
    const serving = await serve({ component, grants: { network: true }, addr: '127.0.0.1:0' }, context);
    try {
      await check(serving.url);
    } finally {
      await serving.close();
    }
  });

  it('returns the value of the stub in wasmtime', { skip: wasmtime.missing }, async () => {
    await servedByWasmtime(component, (url) => check(url.replace(/\/?$/, '/')));
  });
});
