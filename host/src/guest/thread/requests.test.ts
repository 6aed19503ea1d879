import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { RequestTaker } from '../http/request-queue.ts';
import { Lanes, sleepingSource, type RequestWay } from './requests.ts';

it('a thread sleeps between requests only when none goes on: microtasks may continue a suspended one', async () => {
  const waits: string[] = [];
  const queue = [1, 2];
  const taker = {
    seen: () => 0,
    take: () => ({ id: queue.shift()!, head: { method: 'GET', path: '/', headers: [] }, hasRest: false }),
    sleep: () => void waits.push('sleep'),
    until: () => Promise.resolve(void waits.push('until')),
  };
  let isEmpty = false;
  const lanes = new Lanes();
  const way = {
    taker: {
      ...taker,
      take: () => (isEmpty ? void (isEmpty = false) : taker.take()),
    } as unknown as RequestTaker,
    took: () => {},
    lanes,
    isLeaving: () => queue.length === 0 && !isEmpty,
  } as unknown as RequestWay;
  const source = sleepingSource(way, () => 0)[Symbol.asyncIterator]();
  const { value: first } = await source.next();
  isEmpty = true;
  const { value: second } = await source.next();
  assert.deepEqual(waits, ['until']);
  for (const { lane } of [first!, second!]) lanes.give(lane as number);
  isEmpty = true;
  await source.next();
  assert.deepEqual(waits, ['until', 'sleep']);
});
