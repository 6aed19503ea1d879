import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { HostError } from '../../base/problem.ts';
import { redisMissing, redisServer, type RedisServer } from '../../testing/redis-server.ts';
import type { StoreError, StoreResult } from '../../wasi/keyvalue/call.ts';
import type { Store } from '../store.ts';
import { RedisStore } from './redis-store.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));
const set = (store: Store, key: string, value: Uint8Array): Promise<StoreResult> =>
  store.run({ do: 'set', entries: [[key, value]] });
const get = async (store: Store, key: string): Promise<Uint8Array | undefined> =>
  ((await store.run({ do: 'get', keys: [key] })) as (Uint8Array | undefined)[])[0];
const increment = (store: Store, key: string, delta: bigint, type: 'u64' | 's64' = 'u64') =>
  store.run({ do: 'increment', key, delta, type });
const errorOf = async (promise: Promise<unknown>): Promise<StoreError | undefined> =>
  promise.then(
    () => undefined,
    (error: unknown) => error as StoreError,
  );
const problemOf = async (promise: Promise<unknown>): Promise<HostError['problem']> =>
  promise.then(
    () => assert.fail('it opened'),
    (error: unknown) => (error as HostError).problem,
  );

describe('a store on a Redis server', { skip: redisMissing }, () => {
  let server: RedisServer;
  let store: RedisStore;
  /** All that tests start, to be stopped also when they fail. */
  const started: RedisServer[] = [];
  const start = async (...options: Parameters<typeof redisServer>): Promise<RedisServer> => {
    const one = await redisServer(...options);
    started.push(one);
    return one;
  };
  before(async () => {
    server = await start();
    store = await RedisStore.open(`redis://127.0.0.1:${server.port}`);
  });
  after(async () => {
    await store.close();
    await Promise.all(started.map((one) => one.stop()));
  });
  const ofDatabase = (database: number): Promise<RedisStore> =>
    RedisStore.open(`redis://127.0.0.1:${server.port}/${database}`);

  it('stores any bytes, visible to other hosts, separately for each database', async () => {
    const [same, elsewhere] = [await ofDatabase(0), await ofDatabase(1)];
    const value = Uint8Array.from({ length: 256 }, (_, at) => at);
    await set(store, 'a key\r\nü', value);
    assert.deepEqual(await get(same, 'a key\r\nü'), value);
    assert.equal(await get(elsewhere, 'a key\r\nü'), undefined);
    assert.equal(await store.run({ do: 'exists', key: 'a key\r\nü' }), true);
    await store.run({ do: 'delete', keys: ['a key\r\nü', 'none'] });
    assert.equal(await same.run({ do: 'exists', key: 'a key\r\nü' }), false);
    await Promise.all([same.close(), elsewhere.close()]);
  });

  it('makes batches atomic, also empty ones', async () => {
    for (const operation of [
      { do: 'set', entries: [] },
      { do: 'delete', keys: [] },
    ] as const)
      assert.equal(await store.run(operation), undefined);
    assert.deepEqual(await store.run({ do: 'get', keys: [] }), []);
    await store.run({
      do: 'set',
      entries: [
        ['b1', bytes('1')],
        ['b2', bytes('')],
      ],
    });
    const many = await store.run({ do: 'get', keys: ['b2', 'none', 'b1'] });
    assert.deepEqual(many, [bytes(''), undefined, bytes('1')]);
  });

  it('carries the largest value, and refuses values that are too large together', async () => {
    const value = new Uint8Array(16 * 1024 * 1024).fill(7);
    for (const key of ['large1', 'large2', 'large3']) await set(store, key, value);
    assert.deepEqual(await get(store, 'large1'), value);
    assert.match(
      JSON.stringify(await errorOf(store.run({ do: 'get', keys: ['large1', 'large2', 'large3'] }))),
      /larger than 33554432 bytes together/,
    );
    await store.run({ do: 'delete', keys: ['large1', 'large2', 'large3'] });
  });

  it('increments up to the limit of the server, and changes nothing beyond', async () => {
    const counters = await Promise.all(Array.from({ length: 8 }, () => ofDatabase(0)));
    await Promise.all(counters.flatMap((one) => Array.from({ length: 100 }, () => increment(one, 'n', 1n))));
    assert.equal(await increment(store, 'n', 0n), 800n);
    assert.equal(await increment(store, 'signed', -3n, 's64'), -3n);
    assert.deepEqual(await errorOf(increment(store, 'n', 2n ** 63n)), {
      tag: 'other',
      val: 'overflow incrementing value',
    });
    await set(store, 'text', bytes('x1'));
    assert.match(JSON.stringify(await errorOf(increment(store, 'text', 1n))), /not an integer/);
    assert.deepEqual(await get(store, 'text'), bytes('x1'));
    await Promise.all(counters.map((one) => one.close()));
  });

  it('swaps only the expected value', async () => {
    const swap = (expected: string | undefined, value: string) =>
      store.run({
        do: 'swap',
        key: 's',
        expected: expected === undefined ? undefined : bytes(expected),
        value: bytes(value),
      });
    assert.deepEqual(await swap('0', '1'), { swapped: false });
    assert.deepEqual(await swap(undefined, ''), { swapped: true });
    assert.deepEqual(await swap(undefined, '2'), { swapped: false });
    assert.deepEqual(await swap('', '3'), { swapped: true });
    assert.deepEqual(await get(store, 's'), bytes('3'));
  });

  it('lists its keys in pages, without those that a guest cannot name or get', async () => {
    const own = await ofDatabase(2);
    const keys = Array.from({ length: 2500 }, (_, at) => `k${at}`);
    await own.run({ do: 'set', entries: keys.map((key) => [key, bytes('')] as const) });
    // A member of a set, by the one command that a store does not have.
    await command(server.port, 'SELECT 2', 'SADD set member', 'SET "\\xff" 1');
    const listed: string[] = [];
    let cursor: bigint | undefined = 0n;
    while (cursor !== undefined) {
      const page = (await own.run({ do: 'list', cursor })) as { keys: string[]; cursor: bigint | undefined };
      listed.push(...page.keys);
      cursor = page.cursor;
    }
    assert.deepEqual(listed.sort(), keys.sort());
    assert.match(JSON.stringify(await errorOf(get(own, 'set'))), /WRONGTYPE/);
    await own.close();
  });

  it('is refused with a wrong password, and opens with the right one', async () => {
    const guarded = await start(undefined, '--requirepass', 'p@ss');
    const url = (credentials: string): string => `redis://${credentials}127.0.0.1:${guarded.port}`;
    for (const [credentials, words] of [
      ['', /NOAUTH/],
      [':secret@', /WRONGPASS|invalid password/],
      ['nobody:p%40ss@', /WRONGPASS/],
    ] as const) {
      const problem = await problemOf(RedisStore.open(url(credentials)));
      assert.equal(problem.code, 'keyvalue-refused');
      assert.match(problem.message, words);
      assert.doesNotMatch(problem.message, /secret|p%40ss/);
    }
    const opened = await RedisStore.open(url(':p%40ss@'));
    await set(opened, 'k', bytes('v'));
    await opened.close();
  });

  it('reports commands denied to its user', async () => {
    await command(server.port, 'ACL SETUSER reader on >pw ~* +@read +ping +select');
    const reader = await RedisStore.open(`redis://reader:pw@127.0.0.1:${server.port}`);
    assert.equal(await get(reader, 'nothing'), undefined);
    assert.deepEqual(await errorOf(set(reader, 'k', bytes('v'))), { tag: 'access-denied' });
    await reader.close();
  });

  it('fails while its server is down, and reconnects afterwards', async () => {
    const mortal = await start();
    const own = await RedisStore.open(`redis://127.0.0.1:${mortal.port}`);
    await mortal.stop();
    const error = await errorOf(get(own, 'k'));
    assert.match(JSON.stringify(error), /"other","val":"the store does not answer: /);
    await start(mortal.port);
    await set(own, 'k', bytes('again'));
    assert.deepEqual(await get(own, 'k'), bytes('again'));
    await own.close();
    assert.match(JSON.stringify(await errorOf(get(own, 'k'))), /it was closed/);
  });

  it('does not open when nothing listens or the database number is invalid', async () => {
    const gone = await start();
    await gone.stop();
    const url = `redis://127.0.0.1:${gone.port}`;
    const problem = await problemOf(RedisStore.open(url));
    assert.equal(problem.code, 'keyvalue-unreachable');
    assert.match(problem.message, /127\.0\.0\.1:\d+ cannot be reached: .*ECONNREFUSED/);
    assert.match((await problemOf(ofDatabase(4711))).message, /refuses: .*out of range/);
  });
});

/** Commands in a line each, as a user types them. */
async function command(port: number, ...lines: readonly string[]): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  for (const line of [...lines, 'QUIT']) socket.write(`${line}\r\n`);
  socket.resume();
  await once(socket, 'close');
}

describe('a store on a faulty server', () => {
  const patience = { connectMs: 300, replyMs: 100 };
  const open = (port: number, scheme = 'redis') => RedisStore.open(`${scheme}://127.0.0.1:${port}`, patience);

  /** @param answer the reply to each chunk that it receives */
  async function withServer(
    answer: (socket: Socket, chunk: Buffer) => void,
    use: (port: number) => Promise<void>,
  ): Promise<void> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => {}).on('data', (chunk) => answer(socket, chunk));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      await use((server.address() as AddressInfo).port);
    } finally {
      for (const socket of sockets) socket.destroy();
      server.close();
    }
  }

  it('is not opened when the server is silent or speaks another protocol', async () => {
    await withServer(
      () => {},
      async (port) => {
        const problem = await problemOf(open(port));
        assert.equal(problem.code, 'keyvalue-unreachable');
        assert.match(problem.message, /did not answer within 0.1 s/);
        assert.match((await problemOf(open(port, 'rediss'))).message, /no connection within 0.3 s/);
      },
    );
    await withServer(
      (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
      async (port) => {
        assert.match((await problemOf(open(port))).message, /does not speak the protocol of Redis/);
        assert.match((await problemOf(open(port, 'rediss'))).message, /cannot be reached: /);
      },
    );
  });

  it('fails and reconnects when the server hangs, truncates a reply or sends too many', async () => {
    for (const [answer, reason] of [
      ['', /did not answer within 0.1 s/],
      [':1\r\n$5\r\nab', /it was closed by the server/],
      ['$99999999999\r\n', /an answer is larger than/],
      [':1\r\n*1\r\n:1\r\n:2\r\n', /what nobody had asked/],
    ] as const) {
      let connections = 0;
      await withServer(
        (socket, chunk) => {
          if (!chunk.includes('SELECT'))
            return void (answer.endsWith('ab') ? socket.end(answer) : socket.write(answer));
          socket.write('+OK\r\n');
          connections++;
        },
        async (port) => {
          const store = await open(port);
          const results = [await errorOf(get(store, 'k')), await errorOf(get(store, 'k'))];
          assert.match(JSON.stringify(results[1]), reason);
          assert.equal(connections, 2);
          await store.close();
        },
      );
    }
  });
});
