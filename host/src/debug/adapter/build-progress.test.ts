import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Prepared } from './opened-program.ts';
import { reportingBuilds } from './build-progress.ts';

describe('the progress of a build in a debug session', () => {
  const prepared: Prepared = { component: 'a.wasm', sources: [], scripts: new Map() };

  function reporting(fails: boolean) {
    const sent: object[] = [];
    const context = {
      storage: '',
      prepare: async (_program: string, progress?: (what: string) => void) => {
        progress?.('Building greeter (C)');
        if (fails) throw new Error('no compiler');
        return prepared;
      },
    };
    return { sent, context: reportingBuilds(context, (event, body) => sent.push({ event, ...body })) };
  }

  it('begins, names what is built, and ends', async () => {
    const { sent, context } = reporting(false);
    assert.equal(await context.prepare('plan'), prepared);
    assert.deepEqual(sent, [
      { event: 'progressStart', progressId: 'build 1', title: 'Building to debug' },
      { event: 'progressUpdate', progressId: 'build 1', message: 'Building greeter (C)' },
      { event: 'progressEnd', progressId: 'build 1' },
    ]);
  });

  it('ends with a build that fails, and tells the next build from it', async () => {
    const { sent, context } = reporting(true);
    await assert.rejects(context.prepare('plan'), /no compiler/);
    await assert.rejects(context.prepare('plan'), /no compiler/);
    assert.deepEqual(
      sent.filter((one) => 'event' in one && one.event === 'progressEnd'),
      [
        { event: 'progressEnd', progressId: 'build 1' },
        { event: 'progressEnd', progressId: 'build 2' },
      ],
    );
  });
});
