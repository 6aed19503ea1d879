import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import type { HostError } from '../../base/problem.ts';
import type { Grants } from '../../protocol.ts';
import { redisMissing, redisServer } from '../../testing/redis-server.ts';
import { fromSources } from '../../testing/from-sources.ts';
import { run } from '../run.ts';

const component = resolve('test-fixtures/programs/keyvalue/keyvalue.wasm');

describe('wasi:keyvalue', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'wit-studio-keyvalue-'))));
  after(() => rmSync(folder, { recursive: true }));

  const call = async (steps: string, keyvalue?: Grants['keyvalue']): Promise<string> => {
    let text = '';
    const { signal } = new AbortController();
    const output = (_: string, bytes: Uint8Array): void => void (text += Buffer.from(bytes).toString());
    const args = ['keyvalue.wasm', ...steps.split(' ')];
    const grants = { args, ...(keyvalue && { keyvalue }) };
    await run({ component, grants }, { signal, storage: join(folder, 'storage'), output });
    return text;
  };
  const inFolder = (name: string): Grants['keyvalue'] => [
    { identifiers: ['default', ''], place: { kind: 'folder', folder: join(folder, name) } },
  ];

  it('is denied unless a store is granted, and names the grant', async () => {
    await assert.rejects(call('open'), (error: HostError) => {
      assert.equal(error.problem.code, 'missing-import');
      assert.match(error.problem.help ?? '', /-S keyvalue.*--keyvalue.*wit\.run\.keyvalue/);
      return true;
    });
  });

  it('opens only granted stores', async () => {
    const printed = await call('open cache + open default', [
      { identifiers: ['cache'], place: { kind: 'memory' } },
    ]);
    assert.equal(printed, 'open cache: Ok(())\nopen default: Err(Error::NoSuchStore)\n');
  });

  it('keeps a store in a folder for the next run, by each of its names', async () => {
    await call('open default + set a 1', inFolder('stays'));
    assert.match(await call('open + get a', inFolder('stays')), /get a: Ok\(Some\(\[49\]\)\)/);
  });

  it('lists keys in pages', async () => {
    const memory: Grants['keyvalue'] = [{ identifiers: [''], place: { kind: 'memory' } }];
    assert.match(await call('open + fill 2500 + pages', memory), /pages: \[1000, 1000, 500\]/);
  });

  it('refuses a value that is too large, with an error that names the limit', async () => {
    const memory: Grants['keyvalue'] = [{ identifiers: [''], place: { kind: 'memory' } }];
    const printed = await call('open + set-bytes a 16777217 + set-long-key 8193 + list', memory);
    assert.match(printed, /set-bytes .*Other\("a value is larger than 16777216 bytes"\)/);
    assert.match(printed, /set-long-key .*Other\("a key is longer than 8192 bytes"\)/);
    assert.match(printed, /list: Ok\(\(\[\], None\)\)/);
  });

  it(
    'gives a store on a Redis server to all runs, with the answers that one in memory gives',
    { skip: redisMissing },
    async () => {
      const server = await redisServer();
      const onServer: Grants['keyvalue'] = [
        { identifiers: [''], place: { kind: 'redis', url: `redis://127.0.0.1:${server.port}/1` } },
      ];
      const memory: Grants['keyvalue'] = [{ identifiers: [''], place: { kind: 'memory' } }];
      try {
        const steps =
          'open + set a 1 + get a + get b + exists a + increment a 41 + get-many a b + set-many c 1 d 2 c 3 + get c + delete a + delete-many d e + list';
        assert.equal(await call(steps, onServer), await call(steps, memory));
        await Promise.all(Array.from({ length: 4 }, () => call('open + count n 50', onServer)));
        assert.match(await call('open + increment n 0', onServer), /increment n 0: Ok\(200\)/);
      } finally {
        await server.stop();
      }
      await assert.rejects(call('open', onServer), (error: HostError) => {
        assert.equal(error.problem.code, 'keyvalue-unreachable');
        return true;
      });
    },
  );

  it('loses none of 10,000 increments of eight instances when the host is killed in between', async () => {
    const place = join(folder, 'counted');
    const first = await count(place, 1250, 3000);
    assert.ok(first.length >= 3000 && first.length < 10_000);
    const second = await count(place, Math.ceil((10_000 - first.length) / 8), Infinity);
    const sums = [...first, ...second];
    assert.ok(sums.length >= 10_000);
    assert.equal(new Set(sums).size, sums.length, 'two increments gave the same sum');
    // Increments in progress when the host was killed may have been counted as well, one per instance.
    const last = Math.max(...sums);
    assert.ok(last >= sums.length && last <= sums.length + 8, `${sums.length} acknowledged, ${last} counted`);
    assert.ok(Math.min(...second) > Math.max(...first), 'what was acknowledged is gone');
  });

  /** @returns the sums that were acknowledged, until there are `enough` and the host is killed */
  async function count(place: string, times: number, enough: number): Promise<number[]> {
    const program = fromSources('host/src/run/testing/counters.ts');
    const args = [...program, place, join(folder, 'storage'), String(times)];
    const host = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = new Promise((done) => host.once('exit', done));
    const sums: number[] = [];
    for await (const line of createInterface({ input: host.stdout })) {
      if (/^\d+$/.test(line)) sums.push(Number(line));
      if (sums.length === enough) host.kill('SIGKILL');
    }
    const code = await exited;
    assert.equal(code, enough === Infinity ? 0 : null);
    return sums;
  }
});
