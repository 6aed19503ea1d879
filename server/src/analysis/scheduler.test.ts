import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Scheduler, type Slice } from './scheduler.ts';

const rethrow = (error: unknown) => {
  throw error;
};
const idle = async () => {
  for (let i = 0; i < 20; i++) await turn();
};

describe('Scheduler', () => {
  test('runs once for a burst of messages', async () => {
    let runs = 0;
    const scheduler = new Scheduler(turn, async () => void (runs += 1), rethrow);
    for (let i = 0; i < 20; i++) {
      scheduler.changed();
      await turn();
    }
    assert.equal(runs, 0);
    await idle();
    assert.equal(runs, 1);
  });

  test('pauses before a run that can wait', async () => {
    let runs = 0;
    let rested = () => {};
    const rest = () => new Promise<void>((resolve) => (rested = resolve));
    const scheduler = new Scheduler(turn, async () => void (runs += 1), rethrow, rest);
    scheduler.changed();
    await idle();
    assert.equal(runs, 0);
    for (let i = 0; i < 10 && runs === 0; i++) {
      rested();
      await turn();
    }
    assert.equal(runs, 1);
  });

  test('rests within a run after a request', async () => {
    let rests = 0;
    const rest = async () => void (rests += 1);
    const found: number[] = [];
    const scheduler = new Scheduler(
      turn,
      async (slice) => {
        for (const isRequest of [false, true, false]) {
          if (isRequest) scheduler.interrupted();
          for (const until = performance.now() + 2; performance.now() < until;);
          const before = rests;
          await slice.pause();
          found.push(rests - before);
        }
      },
      rethrow,
      rest,
    );
    scheduler.changed();
    while (found.length < 3) await turn();
    assert.deepEqual(found, [0, 1, 0]);
  });

  test('cancels a run on a change, and restarts it', async () => {
    const ends: string[] = [];
    let scheduler: Scheduler | undefined = undefined;
    const run = async (slice: Slice) => {
      if (ends.length === 0) {
        scheduler?.changed();
        ends.push('stopped');
        await slice.pause();
      }
      ends.push('finished');
    };
    scheduler = new Scheduler(turn, run, rethrow);
    scheduler.changed();
    await idle();
    assert.deepEqual(ends, ['stopped', 'finished']);
  });

  test('reports an exception of a run and continues', async () => {
    const failures: unknown[] = [];
    let runs = 0;
    const scheduler = new Scheduler(
      turn,
      async () => {
        runs += 1;
        throw new Error('broken');
      },
      (error) => failures.push(String(error)),
    );
    scheduler.changed();
    await idle();
    scheduler.changed();
    await idle();
    assert.equal(runs, 2);
    assert.deepEqual(failures, ['Error: broken', 'Error: broken']);
  });
});
