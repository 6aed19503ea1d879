import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { warmUp } from './warm-up.ts';

describe('warm-up', () => {
  it('pauses after every key, and ends', async () => {
    let rests = 0;
    await warmUp(
      async () => void rests++,
      () => true,
    );
    assert.ok(rests > 50, 'enough that V8 has seen everything often');
  });

  it('stops when it is cancelled', async () => {
    let rests = 0;
    await warmUp(
      async () => void rests++,
      () => rests < 3,
    );
    assert.equal(rests, 3);
  });
});
