import assert from 'node:assert/strict';
import { describe, it, mock, type TestContext } from 'node:test';
import { Paced } from './paced.ts';

/** Lets promises settle. */
const settled = (): Promise<void> => new Promise((resolve) => process.nextTick(() => setImmediate(resolve)));

async function pass(ms: number): Promise<void> {
  mock.timers.tick(ms);
  await settled();
}

describe('an action on demand', () => {
  const actions = (t: TestContext, action: () => Promise<void> | void = () => {}) => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    t.after(() => mock.timers.reset());
    const run = mock.fn(async () => action());
    const paced = new Paced(run);
    t.after(() => paced.dispose());
    return { paced, count: () => run.mock.callCount() };
  };

  it('happens once for demands that come together', async (t) => {
    const { paced, count } = actions(t);
    for (let i = 0; i < 5; i++) paced.soon();
    assert.equal(count(), 0);
    await pass(200);
    assert.equal(count(), 1);
    await pass(60_000);
    assert.equal(count(), 1);
  });

  it('happens at once where somebody waits, and takes the place of the one that is due', async (t) => {
    const { paced, count } = actions(t);
    paced.soon();
    paced.now();
    assert.equal(count(), 1);
    await pass(60_000);
    assert.equal(count(), 1);
  });

  it('happens again, but not at the same time, for demands that come meanwhile', async (t) => {
    const ends: (() => void)[] = [];
    const { paced, count } = actions(t, () => new Promise((resolve) => ends.push(resolve)));
    paced.now();
    paced.now();
    paced.now();
    assert.equal(count(), 1);
    ends.pop()?.();
    await settled();
    assert.equal(count(), 2);
  });

  it('rests longer and longer while it causes its own demands, and rests no more after a pause', async (t) => {
    let demand = true;
    const { paced, count } = actions(t, () => {
      if (demand) paced.soon();
    });
    paced.now();
    for (let seconds = 0; seconds < 120; seconds++) await pass(1_000);
    // A fixed delay would have let it happen 120 times or more.
    assert.ok(count() > 3 && count() < 15, `${count()} times`);
    demand = false;
    await pass(60_000);
    await pass(2_000);
    const before = count();
    paced.soon();
    await pass(200);
    assert.equal(count(), before + 1);
  });
});
