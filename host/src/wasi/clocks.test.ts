import assert from 'node:assert/strict';
import { it } from 'node:test';
import { clocks, wallClockNs } from './clocks.ts';
import { poll } from './pollable.ts';

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

const { subscribeInstant, subscribeDuration } = clocks['wasi:clocks/monotonic-clock'];

it('has an instant that has passed ready at the second look, as wasmtime has', () => {
  for (const past of [subscribeInstant(0n), subscribeDuration(0n)])
    assert.deepEqual([past.ready(), past.ready(), past.ready()], [false, true, true]);
});

it('polls instants that have passed without a wait for others', () => {
  const far = subscribeInstant(2n ** 64n - 1n);
  assert.deepEqual(poll([subscribeInstant(0n), far, subscribeInstant(0n)]), Uint32Array.of(0, 2));
});
