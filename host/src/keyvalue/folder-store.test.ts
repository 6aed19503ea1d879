import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { HostError } from '../base/problem.ts';
import { FolderStore } from './folder-store.ts';
import { storeInFolder } from './folder.ts';
import { HEADER } from './log-format.ts';
import type { Store } from './store.ts';

const set = (store: Store, key: string, value: string) =>
  store.run({ do: 'set', entries: [[key, Buffer.from(value)]] });
const get = async (store: Store, key: string): Promise<string | undefined> => {
  const [value] = (await store.run({ do: 'get', keys: [key] })) as (Uint8Array | undefined)[];
  return value && Buffer.from(value).toString();
};

describe('a store in a folder', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'wit-studio-store-'))));
  after(() => rmSync(folder, { recursive: true }));
  const path = (name: string): string => join(folder, name);

  it('recovers every acknowledged change at every truncation of its file', async () => {
    const store = await FolderStore.open(path('whole'));
    const ends: number[] = [HEADER.length];
    for (let n = 1; n <= 4; n++) {
      await set(store, 'n', String(n));
      ends.push(statSync(path('whole')).size);
    }
    await store.close();
    const bytes = readFileSync(path('whole'));
    for (let length = 0; length <= bytes.length; length++) {
      writeFileSync(path('cut'), bytes.subarray(0, length));
      const again = await FolderStore.open(path('cut'));
      const acknowledged = ends.filter((end) => end <= length).length - 1;
      assert.equal(await get(again, 'n'), acknowledged > 0 ? String(acknowledged) : undefined);
      await set(again, 'n', 'next');
      await again.close();
      const later = await FolderStore.open(path('cut'));
      assert.equal(await get(later, 'n'), 'next');
      await later.close();
    }
  });

  it('refuses a file damaged before its last change, and leaves it unchanged', async () => {
    const store = await FolderStore.open(path('damaged'));
    for (const key of ['a', 'b', 'c']) await set(store, key, 'value');
    await store.close();
    const bytes = readFileSync(path('damaged'));
    bytes[HEADER.length + 25]! ^= 1;
    writeFileSync(path('damaged'), bytes);
    await assert.rejects(FolderStore.open(path('damaged')), (error: HostError) => {
      assert.equal(error.problem.code, 'keyvalue-damaged');
      return true;
    });
    assert.deepEqual(readFileSync(path('damaged')), bytes);
  });

  it('keeps its file short when the same key is set again and again', async () => {
    const store = await FolderStore.open(path('short'));
    const value = 'x'.repeat(200_000);
    for (let n = 0; n < 30; n++) await set(store, 'k', value + n);
    assert.ok(statSync(path('short')).size < 2_500_000);
    assert.equal(await get(store, 'k'), `${value}29`);
    await store.close();
    const again = await FolderStore.open(path('short'));
    assert.equal(await get(again, 'k'), `${value}29`);
    await again.close();
  });

  it('is full at its limit, and accepts values again after a delete', async () => {
    const store = await FolderStore.open(path('full'));
    const value = Buffer.alloc(16_000_000);
    const fill = async (): Promise<number> => {
      for (let n = 0; ; n++) {
        const entries = [[`k${n}`, value] as const];
        const done = await store.run({ do: 'set', entries }).then(
          () => true,
          () => false,
        );
        if (!done) return n;
      }
    };
    const count = await fill();
    assert.equal(count, 16);
    await assert.rejects(store.run({ do: 'set', entries: [['more', value]] }), {
      tag: 'other',
      val: 'the store is full: it may hold 268435456 bytes',
    });
    await store.run({ do: 'delete', keys: ['k0'] });
    await store.run({ do: 'set', entries: [['more', value]] });
    await store.close();
  });

  it('is shared within a host, and locked against a second host', async () => {
    const [one, two] = [await storeInFolder(path('shared'), 'a'), await storeInFolder(path('shared'), 'a')];
    const other = await storeInFolder(path('shared'), 'b');
    await set(one, 'k', '1');
    assert.equal(await get(two, 'k'), '1');
    assert.equal(await get(other, 'k'), undefined);
    for (const store of [one, two, other]) await store.close();
    const [owner] = readdirSync(path('shared')).filter((name) => name.startsWith('owner-'));
    // The parent of this process, which runs.
    const start = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[19];
    writeFileSync(join(path('shared'), owner!), `${process.ppid} ${start}`);
    await assert.rejects(storeInFolder(path('shared'), 'a'), (error: HostError) => {
      assert.equal(error.problem.code, 'keyvalue-in-use');
      return true;
    });
    // A process of that number that started at another time is another one.
    writeFileSync(join(path('shared'), owner!), `${process.ppid} 1`);
    const again = await storeInFolder(path('shared'), 'a');
    assert.equal(await get(again, 'k'), '1');
    await again.close();
  });
});
