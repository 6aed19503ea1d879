import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { cachedComposition } from './composition-cache.ts';

const composition = {
  bytes: Uint8Array.of(0, 97, 115, 109),
  instances: [{ name: 'a', component: '/a.wasm' }],
  wires: [{ from: 'a', to: 'b', interface: 't:g/a' }],
  imports: [],
  exports: ['run'],
};

describe('the cache of compositions', () => {
  let storage: string;
  let made = 0;
  const compose = (inputs: readonly unknown[]) =>
    cachedComposition(storage, inputs, () => {
      made++;
      return Promise.resolve(composition);
    });

  before(async () => (storage = await mkdtemp(join(tmpdir(), 'wit-studio-test-'))));
  after(() => rm(storage, { recursive: true }));

  it('composes the same inputs once', async () => {
    const inputs = [{ instances: ['a'] }, Uint8Array.of(1)];
    assert.deepEqual(await compose(inputs), composition);
    assert.deepEqual(await compose(inputs), composition);
    assert.equal(made, 1);
  });

  it('makes another one where a byte of a component differs', async () => {
    await compose([{ instances: ['a'] }, Uint8Array.of(2)]);
    assert.equal(made, 2);
  });

  it('makes one again that was cut off', async () => {
    const inputs = [{ instances: ['b'] }];
    await compose(inputs);
    const folders = await readdir(join(storage, 'compositions'));
    await Promise.all(
      folders.map((folder) => truncate(join(storage, 'compositions', folder, 'composition.wasm'), 2)),
    );
    assert.deepEqual(await compose(inputs), composition);
    assert.equal(made, 4);
  });

  it('composes where the cache cannot be written', async () => {
    const blocked = join(storage, 'blocked');
    await writeFile(blocked, '');
    assert.deepEqual(await cachedComposition(blocked, [], () => Promise.resolve(composition)), composition);
  });
});
