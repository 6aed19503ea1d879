import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { exchange, servedByWasmtime } from '../../testing/http.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { serve, type Serving } from '../serve.ts';

const component = resolve('test-fixtures/programs/service/service.wasm');

const request = (line: string, headers = '', body = ''): string =>
  `${line} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${headers}\r\n${body}`;
const chunked = (path: string, trailers: string): string =>
  request(`POST ${path}`, 'transfer-encoding: chunked\r\n', `3\r\nabc\r\n0\r\n${trailers}\r\n`);

/** The bytes after the head. */
const bodyOf = (answer: string): string => answer.slice(answer.indexOf('\r\n\r\n') + 4);

describe('trailers', () => {
  let storage: string;
  let serving: Serving;
  const ask = async (text: string) => bodyOf(await exchange(serving.url, text, 5_000));

  before(async () => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-trailers-'));
    const context = { signal: new AbortController().signal, storage, output: () => {} };
    serving = await serve({ component, grants: {}, addr: '127.0.0.1:0' }, context);
  });
  after(async () => {
    await serving?.close();
    rmSync(storage, { recursive: true });
  });

  it('reach a client that takes them, when the head announces them', async () => {
    const answer = await ask(request('GET /trailers', 'te: trailers\r\n'));
    assert.equal(answer, '4\r\nbody\r\n0\r\nx-sum: 4\r\nx-sum: caf\xe9\r\nx-two: a\r\n\r\n');
  });

  for (const [name, text] of Object.entries({
    'the client does not take them': request('GET /trailers'),
    'the head does not announce them': request('GET /trailers-undeclared', 'te: trailers\r\n'),
  }))
    it(`are left out when ${name}`, async () => assert.equal(await ask(text), '4\r\nbody\r\n0\r\n\r\n'));

  it('are left out with a content-length', async () => {
    assert.equal(await ask(request('GET /trailers-length', 'te: trailers\r\n')), 'body');
  });

  for (const how of ['', '?part', '?unread'])
    it(`of a request reach the guest, without hop-by-hop fields${how}`, async () => {
      const trailers = 'X-Sum: 7\r\nx-sum: 8\r\nhost: y\r\nx-two: caf\xe9\r\n';
      const answer = await ask(chunked(`/received-trailers${how}`, trailers));
      assert.match(answer, /\r\nx-sum: 7\nx-sum: 8\nx-two: caf\\xe9\nagain Some\(true\)\n\r\n/);
    });

  it('of a request without any are absent', async () => {
    assert.match(await ask(chunked('/received-trailers', '')), /\r\nnone\nagain Some\(true\)\n/);
  });

  it('match those of a real wasmtime for unique names', { skip: wasmtime.missing }, async () => {
    const texts = [
      request('GET /trailers'),
      request('GET /trailers-undeclared', 'te: trailers\r\n'),
      request('GET /trailers-length', 'te: trailers\r\n'),
      ...['', '?part', '?unread'].map((how) =>
        chunked(`/received-trailers${how}`, 'X-Sum: 7\r\nhost: y\r\nx-two: caf\xe9\r\n'),
      ),
      chunked('/received-trailers', ''),
    ];
    await servedByWasmtime(component, async (url) => {
      for (const text of texts) {
        const judged = bodyOf(await exchange(url, text, 5_000));
        // The length of a chunk is written in either case.
        assert.equal((await ask(text)).toLowerCase(), judged.toLowerCase(), text);
      }
    });
  });
});
