import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { RequestHead } from '../../../wasi/http/messages.ts';
import { exchange } from '../../../testing/http.ts';
import type { Client } from '../client.ts';
import { listen, type Handler, type Serving } from '../listen.ts';
import { PlainConnection } from './plain-connection.ts';
import { readPlainRequest } from './plain-request.ts';
import { headOf } from '../request.ts';
import { respond, type Reply } from '../respond.ts';
import { nowMs } from '../../../node/now.ts';

const nothing = (): void => {};

/** An application whose response describes the request, in the way that the path selects. */
function answerTo({ method, path, authority, headers }: RequestHead, reply: Reply): void {
  const text = Buffer.from(JSON.stringify([method, path, authority, headers]), 'latin1');
  const head = (fields: [string, string][] = [], isEmpty = false): void =>
    reply.head({ status: 200, headers: [['x-a', 'caf\xe9'], ...fields], isEmpty });
  if (path === '/refused') return reply.refused(500, { code: 'guest-trap', message: 'it trapped' });
  if (path === '/trailers') head([['trailer', 'x-b']]);
  else if (path === '/length') head([['content-length', String(text.length)]]);
  else if (path === '/bodiless') reply.head({ status: 204, headers: [], isEmpty: true });
  else head([], path === '/empty');
  if (path === '/broken') return reply.refused(500, { code: 'guest-trap', message: 'it trapped' });
  if (path === '/later') return void setTimeout(() => finish(reply, text), 20);
  if (path === '/empty' || path === '/bodiless') return reply.end([]);
  if (path === '/large') reply.chunk(Buffer.alloc(70_000, 'x'), nothing);
  if (path === '/pieces') reply.chunk(Buffer.from('a piece'), nothing);
  finish(reply, text, path === '/trailers' ? [['x-b', '1']] : []);
}

function finish(reply: Reply, text: Buffer, trailers: [string, string][] = []): void {
  reply.chunk(text, nothing);
  reply.end(trailers);
}

const PATHS = ['/', '/refused', '/trailers', '/length', '/bodiless', '/empty', '/broken', '/later', '/large', '/pieces']; // prettier-ignore

const get = (path: string, ...lines: string[]): string =>
  [`GET ${path} HTTP/1.1`, 'host: a:80', ...lines].join('\r\n') + '\r\n\r\n';

const requests: Readonly<Record<string, string>> = {
  ...Object.fromEntries(PATHS.map((path) => [path, get(path)])),
  'several at once': PATHS.slice(2, 5).map((path) => get(path)).join('') + get('/later') + get('/?last'),
  'one that Node.js reads between others': get('/1') + get('/2').replace('GET', 'HEAD') + get('/later') + get('/3'),
  'a body': get('/', 'content-length: 3').replace('GET', 'POST') + 'abc' + get('/2'),
  'a body of chunks': get('/', 'transfer-encoding: chunked') + '3\r\nabc\r\n0\r\n\r\n' + get('/2'),
  'two lengths': get('/', 'content-length: 3', 'transfer-encoding: chunked') + 'abc',
  'an end of the connection': get('/', 'Connection: close') + get('/2'),
  'a connection that stays': get('/', 'Connection: Keep-Alive') + get('/2'),
  'another version': get('/').replace('1.1', '1.0'),
  'no host': get('/').replace('host', 'ghost'),
  'two hosts': get('/', 'Host: b'),
  'an empty host': get('/').replace('a:80', ''),
  'a whole URL': get('http://b:1/x'),
  'an asterisk': get('*').replace('GET', 'OPTIONS'),
  'a method of its own': get('/').replace('GET', 'M-SEARCH'),
  'an unknown method': get('/').replace('GET', 'NONE'),
  'a method in lower case': get('/').replace('GET', 'get'),
  'an empty line before it': `\r\n${get('/')}`,
  'an expectation': get('/', 'expect: 100-continue'),
  'fields of all forms': get('/', 'a:b', 'c:  d  ', 'E:\tf\t', 'g:', 'h: i: j', 'k: \xff\t\x80', "!#$%&'*+-.^_`|~: 1"),
  'a line that is folded': get('/', 'a: b', ' c'),
  'a space before the colon': get('/', 'a : b'),
  'no colon': get('/', 'a'),
  'a line that ends without a carriage return': get('/', 'a: b\nc: d'),
  'a carriage return within a line': get('/', 'a: b\rc: d'),
  'a control character': get('/', 'a: \x01'),
  'a zero': get('/', 'a: \0'),
  'characters of a path': get('/%20;=?a&b=c~!$\'()*+,@:[]\\^_|'),
  'quotes in a path': get('/"<>{}`'),
  'a fragment': get('/a#b'),
  'bytes beyond ASCII in a path': get('/\xe9'),
  'a space in a path': get('/a b'),
  'as many fields as there may be': get('/', ...Array.from({ length: 99 }, (_, n) => `x-${n}: 1`)),
  'too many fields': get('/', ...Array.from({ length: 100 }, (_, n) => `x-${n}: 1`)),
  'a long head': get('/', `x: ${'y'.repeat(20_000)}`),
}; // prettier-ignore

/** Behind them nothing is read as a request. */
const ends: Readonly<Record<string, string>> = {
  'an upgrade': get('/', 'connection: upgrade', 'upgrade: websocket'),
  'an end within a head': get('/1') + get('/').slice(0, 20),
};

/** The server ends the connection after this response. */
const LAST = get('/last', 'Connection: close');

/** Two servers of one application, in one of which Node.js reads all requests. */
describe('a connection with the fast request parser', { timeout: 20_000 }, () => {
  let plain: Serving;
  let node: Serving;
  let isRead = 0;
  const handler: Required<Handler> = {
    handle: async (request, response) => answerTo(headOf(request), respond(response)),
    respond: async (head, reply) => {
      isRead++;
      answerTo(head, reply);
    },
    close: async () => {},
  };
  before(async () => {
    plain = await listen('127.0.0.1:0', handler);
    node = await listen('127.0.0.1:0', { handle: handler.handle, close: handler.close });
  });
  after(() => Promise.all([plain.close(), node.close()]));

  /**
   * The bytes that arrive until the server ends the connection.
   * @param last sent when the first bytes have arrived; without it, the client ends the connection on its side at once
   */
  const received = ({ url }: Serving, text: string, last?: string): Promise<string> => {
    const { hostname, port } = new URL(url);
    return new Promise((done) => {
      const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
      let answers = '';
      if (last !== undefined) socket.once('data', () => socket.write(last));
      socket.setEncoding('latin1').on('data', (part: string) => void (answers += part));
      socket.on('end', () => socket.end()).on('error', nothing);
      socket.on('close', () => done(answers.replaceAll(/^Date: .*$/gm, 'Date:')));
      socket.write(text, 'latin1');
      if (last === undefined) socket.end();
    });
  };

  for (const [name, text] of Object.entries(requests))
    it(`responds as Node.js does: ${name}`, async () =>
      assert.equal(await received(plain, text, LAST), await received(node, text, LAST)));

  for (const [name, text] of Object.entries(ends))
    it(`responds as Node.js does: ${name}`, async () =>
      assert.equal(await received(plain, text), await received(node, text)));

  it('responds like Node.js with any byte changed', async () => {
    const text = get('/length', 'Accept: */*', 'x-b: c d');
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const changed = Array.from({ length: 150 }, () => {
      const at = random(text.length);
      const byte = String.fromCharCode(random(4) === 0 ? random(256) : text.charCodeAt(random(text.length)));
      return text.slice(0, at) + byte + text.slice(at + random(2));
    });
    await Promise.all(
      changed.map(async (one) =>
        assert.equal(await received(plain, one), await received(node, one), JSON.stringify(one)),
      ),
    );
  });

  it('parses requests itself unless they need Node.js', async () => {
    isRead = 0;
    await received(plain, get('/'));
    await received(plain, get('/', 'connection: keep-alive'));
    await received(plain, get('/', 'content-length: 0'));
    assert.equal(isRead, 2);
  });
});

describe('a client that does not read its response', () => {
  it('gets no further response until it reads', async () => {
    let taken = nothing;
    let isRead = 0;
    const socket = new Duplex({
      highWaterMark: 10,
      read: nothing,
      write: (_, __, done) => void (taken = done),
    });
    const respondPlain = async (head: RequestHead, reply: Reply): Promise<void> => {
      isRead++;
      answerTo(head, reply);
    };
    const patience = { firstMs: 1000, nextMs: 1000, stallMs: 2000 };
    const rest = { otherwise: nothing, opened: nothing, isEnding: () => false };
    const connection = new PlainConnection(socket as Socket, { respond: respondPlain, patience, ...rest });
    for (let sent = 0; sent < 3; sent++) {
      socket.push(get('/'));
      await turn();
    }
    assert.equal(isRead, 1);
    const before = nowMs();
    taken();
    await turn();
    await turn();
    assert.equal(isRead, 2);
    const since = nowMs();
    connection.look(before + 1990);
    assert.ok(!socket.destroyed);
    connection.look(since + 2010);
    assert.ok(socket.destroyed);
  });

  it('keeps an idle connection for the keep-alive time', () => {
    const socket = new Duplex({ read: nothing, write: nothing });
    const patience = { firstMs: 1000, nextMs: 10, stallMs: 10 };
    const rest = { otherwise: nothing, opened: nothing, isEnding: () => false, respond: async () => {} };
    const connection = new PlainConnection(socket as Socket, { patience, ...rest });
    const now = nowMs();
    connection.look(now + 900);
    assert.ok(!socket.destroyed);
    connection.look(now + 1100);
    assert.ok(socket.destroyed);
  });
});

describe('a client of the fast request parser', () => {
  it('is detected when it disconnects', { timeout: 20_000 }, async () => {
    const left = new Promise<Client>((done) => {
      const respondPlain = async (_: RequestHead, reply: Reply, client: Client): Promise<void> => {
        reply.head({ status: 200, headers: [], isEmpty: false });
        client.onLeave(() => done(client));
      };
      void listen('127.0.0.1:0', {
        handle: async () => {},
        respond: respondPlain,
        close: async () => {},
      }).then(async (serving) => {
        await exchange(serving.url, get('/'), /200 OK/);
        void left.then(() => serving.close());
      });
    });
    assert.ok((await left).hasLeft);
  });
});

describe('a plain request', () => {
  it('consists of its head only', () => {
    const read = (text: string) => readPlainRequest(Buffer.from(text, 'latin1'));
    assert.deepEqual(read(get('/x?y', 'A: b')), {
      method: 'GET',
      path: '/x?y',
      authority: 'a:80',
      headers: ['host', 'a:80', 'A', 'b'],
    });
    assert.equal(read(`${get('/')}x`), undefined);
    for (let length = 0; length < get('/').length; length++)
      assert.equal(read(get('/').slice(0, length)), undefined);
  });
});
