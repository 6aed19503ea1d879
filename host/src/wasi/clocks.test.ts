import assert from 'node:assert/strict';
import { it } from 'node:test';
import { wallClockNs } from './clocks.ts';

it('counts the wall clock in nanoseconds, within a millisecond of the clock of Node', () => {
  const rests = new Set<bigint>();
  for (let round = 0; round < 1000; round++) {
    const before = BigInt(Date.now()) * 1_000_000n;
    const ns = wallClockNs();
    const after = BigInt(Date.now() + 1) * 1_000_000n;
    assert.ok(before <= ns && ns < after, `${ns} is not between ${before} and ${after}`);
    rests.add(ns % 1_000_000n);
  }
  assert.ok(rests.size > 100, 'the wall clock has milliseconds only');
});
