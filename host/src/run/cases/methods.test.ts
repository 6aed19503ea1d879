import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { METHODS } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { exchange, servedByWasmtime } from '../../testing/http.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { serve, type Serving } from '../serve.ts';

const component = resolve('test-fixtures/programs/service/service.wasm');

const request = (line: string): string => `${line} HTTP/1.1\r\nhost: b\r\nconnection: close\r\n\r\n`;

/** Status and body; how the body travels and what else is in the head differs. */
async function answer(url: string, text: string): Promise<string> {
  const received = await exchange(url, text, 10_000);
  const [head = '', ...rest] = received.split('\r\n\r\n');
  const body = rest.join('').replace(/^[\da-f]+\r\n/i, '');
  return `${head.split(' ')[1]} ${body.replace(/\r\n0$/, '')}`;
}

/** Targets with a fragment, and a body that is sent only when the guest reads it: all bytes but the fields of ours. */
const OTHER_REQUESTS = [
  'GET /a?request#b',
  'GET /a#b?request',
  'GET http://c/a?request#b',
  'GET /?request#',
  'POST /count HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: 0',
  'POST /hello HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: 3',
  'POST /count HTTP/1.0\r\nexpect: 100-continue\r\ncontent-length: 0',
].map((line) => (line.includes('HTTP/') ? `${line}\r\nhost: b\r\nconnection: close\r\n\r\n` : request(line)));

describe('methods', { timeout: 60_000 }, () => {
  let storage: string;
  let serving: Serving;

  before(async () => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-methods-'));
    const context = { signal: new AbortController().signal, storage, output: () => {} };
    serving = await serve({ component, grants: {}, addr: '127.0.0.1:0' }, context);
  });
  after(async () => {
    await serving?.close();
    rmSync(storage, { recursive: true });
  });

  const known = [
    ...METHODS.filter((method) => !['CONNECT', 'HEAD'].includes(method)).map((name) => `${name} /?request`),
    'CONNECT a:80',
    'CONNECT [::1]:80',
  ];

  it('that Node.js knows reach the guest as under a real wasmtime', { skip: wasmtime.missing }, async () => {
    await servedByWasmtime(component, async (url) => {
      for (const line of known)
        assert.equal(await answer(serving.url, request(line)), await answer(url, request(line)), line);
    });
  });

  it('may be followed by a fragment, or expect to be asked', { skip: wasmtime.missing }, async () => {
    const reads = 'POST /count HTTP/1.1\r\nhost: b\r\nexpect: 100-continue\r\ncontent-length: 3\r\n\r\n';
    await servedByWasmtime(component, async (url) => {
      for (const text of OTHER_REQUESTS)
        assert.equal(await answer(serving.url, text), await answer(url, text), text);
      for (const host of [serving.url, url])
        assert.equal(await exchange(host, reads, /\r\n\r\n/), 'HTTP/1.1 100 Continue\r\n\r\n');
    });
  });

  it('that expect to be asked are, also by a guest that gives its head before it reads', async () => {
    const head = 'POST /echo HTTP/1.1\r\nhost: b\r\nconnection: close\r\nexpect: 100-continue\r\n';
    // The head of the response may follow at once.
    assert.match(
      await exchange(serving.url, `${head}content-length: 3\r\n\r\n`, /\r\n\r\n/),
      /^HTTP\/1.1 100 Continue\r\n\r\n/,
    );
    const whole = await exchange(serving.url, `${head}content-length: 3\r\n\r\nabc`, 10_000);
    assert.match(
      whole,
      /^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK\r\n[^]*\r\n\r\n3\r\nabc\r\n0\r\n\r\n$/,
    );
  });

  it('of a tunnel reach the guest, whose response ends the connection without a body', async () => {
    assert.equal(await answer(serving.url, request('CONNECT a:80')), '299 ');
    const answers = await exchange(serving.url, request('CONNECT a:80') + request('GET /hello'), 10_000);
    assert.doesNotMatch(answers, /hello|content-length|transfer-encoding/i);
  });

  it('of a tunnel wait for the previous response', async () => {
    const text = `GET /sleep?50 HTTP/1.1\r\nhost: b\r\n\r\n${request('CONNECT a:80')}`;
    assert.match(await exchange(serving.url, text, 10_000), /^HTTP\/1.1 200 [^]*awake[^]*HTTP\/1.1 299 /);
  });

  for (const method of ['get', 'X-FOO', 'FOO', 'GETS', 'DESCRIBE'])
    it(`that Node.js does not know are refused with 501 and a reason: ${method}`, async () => {
      assert.match(await answer(serving.url, request(`${method} /hello`)), /^501 The HTTP parser of Node.js/);
    });

  for (const line of ['X@ /hello', '\x16\x03\x01', 'GET'])
    it(`that are invalid are refused with 400: ${JSON.stringify(line)}`, async () => {
      assert.equal(await answer(serving.url, request(line)), '400 ');
    });

  it('that are refused follow the response to the previous request', async () => {
    const text = `GET /sleep?50 HTTP/1.1\r\nhost: b\r\n\r\n${request('get /hello')}`;
    assert.match(await exchange(serving.url, text, 10_000), /^HTTP\/1.1 200 [^]*awake[^]*HTTP\/1.1 501 /);
  });
});
