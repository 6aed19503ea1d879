import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { coalesced } from './coalesced.ts';

describe('coalesced work', () => {
  it('is done again for each request that comes while it runs, once for several', async () => {
    const ends: (() => void)[] = [];
    const ask = coalesced(() => new Promise<void>((done) => ends.push(done)));
    const all = [ask(), ask(), ask()];
    assert.equal(ends.length, 1);
    ends[0]!();
    await all[0];
    await new Promise(setImmediate);
    assert.equal(ends.length, 2);
    // The second has read what it works on already.
    all.push(ask(), ask());
    ends[1]!();
    await all[1];
    await new Promise(setImmediate);
    assert.equal(ends.length, 3);
    ends[2]!();
    await Promise.all(all);
    assert.equal(ends.length, 3);
  });

  it('is done again after a failure', async () => {
    let count = 0;
    const ask = coalesced(async () => {
      if (count++ === 0) throw new Error('the first fails');
    });
    const [first, second] = [ask(), ask()];
    await assert.rejects(first);
    await second;
    assert.equal(count, 2);
  });
});
