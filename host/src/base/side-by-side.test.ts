import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { sideBySide } from './side-by-side.ts';

describe('work side by side', () => {
  it('has its results in the order of the items, whichever ends first', async () => {
    const results = await sideBySide([3, 2, 1, 0], async (turns) => {
      for (let i = 0; i < turns; i++) await turn();
      return turns * 10;
    });
    assert.deepEqual(results, [30, 20, 10, 0]);
  });

  it('is as much at once as the machine has processors, at least two', async () => {
    let running = 0;
    let most = 0;
    await sideBySide(Array.from({ length: 500 }), async () => {
      most = Math.max(most, ++running);
      await turn();
      running--;
    });
    assert.equal(most, Math.max(2, availableParallelism()));
  });

  it('that fails begins nothing more, and ends when all has ended', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const atOnce = Math.max(2, availableParallelism());
    const items = Array.from({ length: atOnce * 3 }, (_, index) => index);
    const work = sideBySide(items, async (item) => {
      begun.push(item);
      if (item === 0) throw new Error('the first');
      await turn();
      ended.push(item);
    });
    await assert.rejects(work, /the first/);
    assert.deepEqual(begun, items.slice(0, atOnce));
    assert.deepEqual(ended, items.slice(1, atOnce));
  });
});
