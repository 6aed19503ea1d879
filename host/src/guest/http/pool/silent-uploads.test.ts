import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nowMs } from '../../../node/now.ts';
import type { PendingRequest } from './pending-request.ts';
import { endSilentUploads } from './silent-uploads.ts';

/** Watches uploads that have been silent for so long, until the longest one is ended. */
async function ended(silentMs: readonly number[], first?: Pick<PendingRequest, 'came'>): Promise<number[]> {
  const cut: number[] = [];
  await new Promise<void>((done) => {
    const held = silentMs.map((ms) => ({
      silentSince: performance.now() - ms,
      cut: () => void cut.push(ms),
    })) as unknown as PendingRequest[];
    const keepsAlive = setInterval(() => {
      if (!cut.includes(Math.max(...silentMs))) return;
      stop();
      clearInterval(keepsAlive);
      done();
    }, 10);
    const stop = endSilentUploads({ held: () => held, first: () => first as PendingRequest | undefined });
  });
  return cut;
}

describe('uploads that send nothing', { timeout: 60_000 }, () => {
  it('are ended after a minute', async () => assert.deepEqual(await ended([5_000, 61_000]), [61_000]));

  it('are ended sooner while another request waits for a guest', async () =>
    assert.deepEqual(await ended([5_000], { came: nowMs() - 2_000 }), [5_000]));
});
