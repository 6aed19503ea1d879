import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { Worker } from 'node:worker_threads';
import { RequestQueue, RequestTaker } from './request-queue.ts';

const head = (path: string, ...headers: string[]) => ({ method: 'GET', path, authority: 'x', headers });

describe('the queue of requests', () => {
  it('hands out requests in order, with unchanged heads', () => {
    const queue = new RequestQueue();
    const taker = new RequestTaker(queue.cells, 1);
    const first = head('/ü?"\\', 'name', '\xfc\t\x80');
    const second = { method: 'CONNECT', path: undefined, authority: undefined, headers: [] };
    assert.deepEqual(queue.put(7, first, false), { hasHead: true });
    assert.deepEqual(queue.put(8, second, true), { hasHead: true });
    const took: number[] = [];
    const take = () => taker.take((id) => took.push(id));
    assert.deepEqual(take(), { id: 7, head: first, hasRest: false });
    assert.deepEqual(take(), { id: 8, head: second, hasRest: true });
    assert.equal(take(), undefined);
    assert.deepEqual(took, [7, 8]);
  });

  it('sends a head that is too long separately', () => {
    const queue = new RequestQueue();
    assert.deepEqual(queue.put(1, head('/', 'long', 'x'.repeat(10_000)), false), { hasHead: false });
    const taken = new RequestTaker(queue.cells, 1).take(() => {});
    assert.deepEqual(taken, { id: 1, head: undefined, hasRest: true });
  });

  it('refuses requests while full, and wraps around', () => {
    const queue = new RequestQueue();
    const taker = new RequestTaker(queue.cells, 1);
    let id = 0;
    for (let round = 0; round < 3; round++) {
      const before = id;
      while (queue.put(id + 1, head('/'), false)) id++;
      assert.equal(id - before, 64);
      for (let next = before + 1; next <= id; next++) assert.equal(taker.take(() => {})?.id, next);
    }
  });

  it('can withdraw a request that no thread has taken', () => {
    const queue = new RequestQueue();
    const taker = new RequestTaker(queue.cells, 1);
    for (const id of [1, 2]) queue.put(id, head('/'), false);
    assert.equal(queue.withdraw(1), true);
    assert.equal(queue.withdraw(3), false);
    assert.equal(taker.take(() => assert.equal(queue.withdraw(2), false))?.id, 2);
    assert.equal(
      taker.take(() => {}),
      undefined,
    );
  });

  it('recovers the request that a thread was taking when it ended', () => {
    const queue = new RequestQueue();
    queue.put(5, head('/'), false);
    const ends = (): void => {
      throw new Error('ended');
    };
    assert.throws(() => new RequestTaker(queue.cells, 3).take(ends));
    assert.deepEqual(queue.abandonedBy(2), []);
    assert.deepEqual(queue.abandonedBy(3), [5]);
    assert.deepEqual(queue.abandonedBy(3), []);
  });

  it('wakes a sleeping thread', { timeout: 20_000 }, async () => {
    const queue = new RequestQueue();
    // A thread that waits the way that `sleep` does, which a test cannot do in its own.
    const text = `const { parentPort, workerData: counts } = require('node:worker_threads');
      Atomics.add(counts, 2, 1);
      parentPort.postMessage('sleeps');
      parentPort.postMessage(Atomics.wait(counts, 0, 0, 10_000));`;
    const worker = new Worker(text, { eval: true, workerData: queue.cells.counts });
    const messages: unknown[] = [];
    await new Promise<void>((done) =>
      worker.on('message', (message) => {
        messages.push(message);
        if (message !== 'sleeps') return done();
        queue.put(1, head('/'), false);
        queue.wake();
      }),
    );
    await worker.terminate();
    assert.match(messages.join(), /^sleeps,(ok|not-equal)$/);
  });

  it('wakes no other thread for a request that a watching one takes', () => {
    const queue = new RequestQueue();
    const { counts } = queue.cells;
    const [asleep, watching] = [2, 3];
    /** How many threads were notified: none sleeps in truth. */
    const woken = (): number => {
      const counted = mock.method(Atomics, 'notify', () => 0);
      queue.wake();
      counted.mock.restore();
      return counted.mock.calls.reduce((sum, { arguments: [, , most] }) => sum + Number(most), 0);
    };
    Atomics.add(counts, asleep, 1);
    queue.put(1, head('/'), false);
    assert.equal(woken(), 1);
    Atomics.store(counts, watching, 7);
    assert.equal(woken(), 0);
    queue.put(2, head('/'), false);
    assert.equal(woken(), 1);
    // A thread that ends watches no longer.
    queue.abandonedBy(7);
    assert.equal(woken(), 2);
  });

  it('lets a thread that has responded look again before it sleeps', () => {
    const queue = new RequestQueue();
    const taker = new RequestTaker(queue.cells, 1, true);
    queue.put(1, head('/'), false);
    assert.equal(taker.take(() => {})?.id, 1);
    // It returns without a request, because no other thread would wake this one.
    taker.sleep(taker.seen());
    queue.put(2, head('/'), false);
    assert.equal(taker.take(() => {})?.id, 2);
  });

  it('wakes a thread that runs its event loop', { timeout: 20_000 }, async () => {
    const queue = new RequestQueue();
    const taker = new RequestTaker(queue.cells, 1);
    const woken = taker.until(taker.seen());
    queue.put(1, head('/'), false);
    queue.wake();
    await woken;
    assert.equal(taker.take(() => {})?.id, 1);
  });
});
