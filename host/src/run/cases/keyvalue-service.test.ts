import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { buildTypeScript } from '../../build/typescript/typescript.ts';
import type { KeyvaluePlace } from '../../protocol.ts';
import { redisMissing, redisServer } from '../../testing/redis-server.ts';
import { serve, type Serving } from '../serve.ts';

/** As docs/keyvalue.md has it. */
const WORLD = `package demo:counter;

world counter {
  include wasi:http/proxy@0.2.12;
  import wasi:keyvalue/store@0.2.0-draft;
  import wasi:keyvalue/atomics@0.2.0-draft;
}
`;
const SOURCE = `import { increment } from 'wasi:keyvalue/atomics@0.2.0-draft';
import { open } from 'wasi:keyvalue/store@0.2.0-draft';
import { Fields, OutgoingBody, OutgoingResponse, ResponseOutparam } from 'wasi:http/types@0.2.12';

export const incomingHandler = {
  handle(request, out) {
    using bucket = open('default');
    const count = increment(bucket, request.pathWithQuery() ?? '/', 1n);
    const response = new OutgoingResponse(new Fields());
    const body = response.body();
    ResponseOutparam.set(out, { tag: 'ok', val: response });
    {
      using stream = body.write();
      stream.blockingWriteAndFlush(new TextEncoder().encode(String(count)));
    }
    OutgoingBody.finish(body, undefined);
  },
};
`;

describe('a counter in JavaScript that is served', () => {
  let folder: string;
  let component: string;
  let log = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wit-studio-counter-'));
    const source = join(folder, 'counter');
    for (const path of ['wit/deps', 'src']) await mkdir(join(source, path), { recursive: true });
    cpSync('server/wasi/0.2.12', join(source, 'wit/deps'), { recursive: true });
    cpSync('server/wasi/keyvalue-0.2.0-draft', join(source, 'wit/deps/keyvalue'), { recursive: true });
    const manifest = { name: 'counter', type: 'module', component: { world: 'counter' } };
    await writeFile(join(source, 'package.json'), JSON.stringify(manifest));
    await writeFile(join(source, 'wit/world.wit'), WORLD);
    await writeFile(join(source, 'src/counter.js'), SOURCE);
    const context = { signal: new AbortController().signal, progress: () => {}, log: () => {} };
    component = (await buildTypeScript(source, context)).component;
  });
  after(() => rm(folder, { recursive: true }));

  /** Serves while `use` asks. */
  async function served<T>(
    place: KeyvaluePlace,
    use: (ask: (path: string) => Promise<string>) => Promise<T>,
  ) {
    const grants = { keyvalue: [{ identifiers: ['default', ''], place }] };
    const context = {
      signal: new AbortController().signal,
      storage: join(folder, 'storage'),
      output: (_: string, bytes: Uint8Array) => void (log += Buffer.from(bytes).toString()),
    };
    const serving: Serving = await serve({ component, grants, addr: '127.0.0.1:0' }, context);
    try {
      return await use(async (path) => (await fetch(new URL(path, serving.url))).text());
    } finally {
      await serving.close();
    }
  }

  async function countsOn(place: KeyvaluePlace): Promise<void> {
    await served(place, async (ask) => {
      assert.deepEqual([await ask('/a'), await ask('/a'), await ask('/b')], ['1', '2', '1']);
      const together = await Promise.all(Array.from({ length: 6 }, () => ask('/together')));
      assert.equal(new Set(together).size, 6, 'two requests got the same count');
    });
    await served(place, async (ask) => {
      assert.deepEqual([await ask('/a'), await ask('/together')], ['3', '7']);
    });
  }

  it('continues to count across requests and restarts, in a folder', () =>
    countsOn({ kind: 'folder', folder: join(folder, 'data') }));

  it(
    'continues to count across requests and restarts, on a Redis server',
    { skip: redisMissing },
    async () => {
      const server = await redisServer();
      try {
        await countsOn({ kind: 'redis', url: `redis://127.0.0.1:${server.port}` });
      } finally {
        await server.stop();
      }
    },
  );

  it(
    'keeps what was acknowledged when its Redis server is killed, fails meanwhile, and goes on afterwards',
    { skip: redisMissing },
    async () => {
      const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--dir', folder];
      let server = await redisServer(undefined, ...durable);
      const acknowledged: number[] = [];
      const failed: string[] = [];
      const count = async (ask: (path: string) => Promise<string>, isOver: () => boolean): Promise<void> => {
        while (!isOver()) {
          const answer = await ask('/n');
          if (/^\d+$/.test(answer)) acknowledged.push(Number(answer));
          else failed.push(answer);
        }
      };
      const eight = (ask: (path: string) => Promise<string>, isOver: () => boolean) =>
        Promise.all(Array.from({ length: 8 }, () => count(ask, isOver)));
      try {
        await served({ kind: 'redis', url: `redis://127.0.0.1:${server.port}` }, async (ask) => {
          const counting = eight(ask, () => failed.length >= 16);
          while (acknowledged.length < 100) await setImmediate();
          await server.stop();
          await counting;
          for (const answer of failed) assert.match(answer, /^The component failed \(guest-trap\)/);
          assert.match(log, /the store does not answer/);
          server = await redisServer(server.port, ...durable);
          const before = acknowledged.splice(0);
          await eight(ask, () => acknowledged.length >= 100);
          assert.equal(new Set(before).size, before.length, 'two requests got the same count');
          assert.ok(Math.min(...acknowledged) > Math.max(...before), 'an acknowledged increment was lost');
        });
      } finally {
        await server.stop();
      }
    },
  );
});
