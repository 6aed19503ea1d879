import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cheapest } from './cheapest.ts';
import type { Slot } from './slot.ts';

interface State {
  readonly idle?: boolean;
  readonly held?: number;
  /** When the current request began. */
  readonly begun?: number;
  readonly asleep?: boolean;
}

const slot = ({ idle = false, held = 0, begun, asleep = false }: State): Slot =>
  ({
    idle,
    requests: new Map(Array.from({ length: held }, (_, id) => [id, {}])),
    current: begun === undefined ? undefined : { begun },
    thread: { isAsleep: asleep },
  }) as unknown as Slot;

const chosen = (...states: readonly State[]): number[] => {
  const slots = states.map(slot);
  return cheapest(slots).map((one) => slots.indexOf(one));
};

describe('the threads that end when a server exceeds its memory limit', () => {
  const waiting = { held: 1, begun: 1, asleep: true };
  const suspended = { held: 2, idle: true };
  const computing = { held: 1, begun: 20 };
  const longer = { held: 1, begun: 10 };
  const free = { idle: true };

  it('are all without a request, if there are any', () => {
    assert.deepEqual(chosen(computing, free, suspended, free), [1, 3]);
  });

  it('are otherwise the one that has computed for longest', () => {
    assert.deepEqual(chosen(waiting, computing, longer, suspended), [2]);
  });

  it('are one whose guest waits, if none computes', () => {
    assert.deepEqual(chosen(suspended, waiting), [0]);
  });

  it('are none of none', () => {
    assert.deepEqual(chosen(), []);
  });
});
