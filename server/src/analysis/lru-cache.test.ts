import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LruCache } from './lru-cache.ts';

function remainingKeys(most: number, needed: readonly string[] = []) {
  const gone: string[] = [];
  const all = new LruCache<{ size: number; name: string }>(
    most,
    ({ name }) => needed.includes(name),
    (name) => gone.push(name),
  );
  return { gone, all, use: (name: string, size = 1) => all.use(name, { size, name }) };
}

describe('LruCache', () => {
  it('evicts the least recently used entries beyond the limit', () => {
    const { gone, use, all } = remainingKeys(3);
    for (const name of ['a', 'b', 'c', 'a', 'd', 'e']) use(name);
    assert.deepEqual(gone, ['b', 'c']);
    assert.equal(all.get('b'), undefined);
    assert.equal(all.get('a')?.name, 'a');
  });

  it('keeps pinned entries and the most recent one, regardless of their size', () => {
    const { gone, use } = remainingKeys(2, ['a']);
    use('a');
    use('b');
    use('huge', 10);
    assert.deepEqual(gone, ['b']);
    use('c');
    assert.deepEqual(gone, ['b', 'huge']);
  });

  it('counts a replaced entry once', () => {
    const { gone, use } = remainingKeys(3);
    for (let n = 0; n < 10; n++) use('a', 2);
    use('b');
    assert.deepEqual(gone, []);
  });
});
