import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { limitYoungGeneration, ONE_THREAD, sizeOfYoungGeneration } from './young-generation.ts';

/** Allocates what survives for a while, as the texts of a workspace do while it is checked. */
async function allocate(): Promise<number> {
  const recent: object[][] = [];
  let most = 0;
  for (let round = 0; round < 120; round++) {
    recent[round % 30] = Array.from({ length: 5000 }, (_, n) => ({ n, round, parts: [n, round] }));
    await turn();
    most = Math.max(most, sizeOfYoungGeneration());
  }
  return most / 2 ** 20;
}

test('the young generation is limited to 16 MiB', async () => {
  limitYoungGeneration();
  assert.ok((await allocate()) <= 17);
});

test('V8 has the flag that collects it in one thread', () => {
  const { status, stderr } = spawnSync(process.execPath, [ONE_THREAD, '--eval', ''], { encoding: 'utf8' });
  assert.deepEqual([status, stderr], [0, '']);
});
