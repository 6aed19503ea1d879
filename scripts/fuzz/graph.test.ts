import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareGraph, isAlike } from './graph.ts';

/** Cases with results and traps, with handles of components and of the host; the last has options three deep. */
const SEEDS = [4, 11, 16, 17, 24, 28, 881_181];

describe('random graphs', () => {
  for (const seed of SEEDS)
    it(`return the same here and in wasmtime, unfused and fused: ${seed}`, async () => {
      const compared = await compareGraph(seed);
      for (const one of compared) assert.ok(isAlike(one), JSON.stringify(one));
    });
});
