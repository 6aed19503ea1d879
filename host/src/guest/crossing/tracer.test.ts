import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { threadId } from 'node:worker_threads';
import type { WorldFunction } from '../../inspect/world-functions.ts';
import type { CallRecord } from '../../protocol/trace.ts';
import { Crossings } from './crossings.ts';
import { Tracer } from './tracer.ts';

const fn = (name: string): WorldFunction => ({
  interface: undefined,
  kind: 'free',
  name,
  signature: { params: [], result: undefined },
});

/** Records what `work` calls: each function, with what runs inside of it. */
async function traced(
  work: (call: (name: string, inside: () => unknown) => unknown) => unknown,
): Promise<Map<string, CallRecord>> {
  const calls: CallRecord[] = [];
  const tracer = new Tracer((more) => (calls.push(...more), true));
  const crossings = new Crossings(tracer);
  await work((name, inside) => crossings.call('part', fn(name), [], inside));
  tracer.flush();
  return new Map(calls.map((call) => [call.function, call]));
}

describe('recorded calls', () => {
  it('that nest are in one thread', async () => {
    const calls = await traced((call) =>
      call('outer', () => {
        call('first', () => call('inner', () => 1));
        call('second', () => 1);
      }),
    );
    assert.deepEqual([...calls.keys()], ['inner', 'first', 'second', 'outer']);
    assert.deepEqual(new Set([...calls.values()].map(({ thread }) => thread)), new Set([threadId]));
    assert.equal(calls.get('inner')!.parent, calls.get('first')!.span);
  });

  it('that overlap are in lanes of their own, which later ones take again', async () => {
    const release: (() => void)[] = [];
    const waits = () => new Promise<void>((resolve) => release.push(resolve));
    const calls = await traced((call) =>
      call('outer', async () => {
        const pending = [call('first', waits), call('second', waits)];
        for (const resolve of release) resolve();
        await Promise.all(pending);
      }),
    );
    const [outer, first, second] = ['outer', 'first', 'second'].map((name) => calls.get(name)!);
    assert.deepEqual([first!.parent, second!.parent], [outer!.span, outer!.span]);
    assert.equal(first!.thread, outer!.thread);
    assert.notEqual(second!.thread, outer!.thread);
    const again = await traced(async (call) => {
      const pending = [call('first', waits), call('second', waits)];
      for (const resolve of release) resolve();
      await Promise.all(pending);
      call('third', () => 1);
    });
    assert.equal(again.get('third')!.thread, again.get('first')!.thread);
  });

  it('that outlive their parent leave its lane, with what they call', async () => {
    const release: (() => void)[] = [];
    const waits = () => new Promise<void>((resolve) => release.push(resolve));
    const calls = await traced(async (call) => {
      let pending: unknown;
      call('outer', () => {
        call('before', () => 1);
        call('parent', () => {
          pending = call('subtask', () => call('inner', waits));
        });
        call('after', () => 1);
      });
      call('next', () => 1);
      for (const resolve of release) resolve();
      await pending;
    });
    const threads = (names: string[]) => new Set(names.map((name) => calls.get(name)!.thread));
    assert.deepEqual(threads(['outer', 'before', 'parent', 'after', 'next']), new Set([threadId]));
    const [moved] = threads(['subtask', 'inner']);
    assert.deepEqual(threads(['subtask', 'inner']), new Set([moved]));
    assert.notEqual(moved, threadId);
    assert.equal(calls.get('subtask')!.parent, calls.get('parent')!.span);
  });

  it('that outlive their parent share no lane with a call that has run in the meantime', async () => {
    const release: (() => void)[] = [];
    const waits = () => new Promise<void>((resolve) => release.push(resolve));
    const calls = await traced(async (call) => {
      let pending: unknown;
      await call('parent', async () => {
        pending = call('subtask', waits);
        const short = call('short', waits);
        release.pop()!();
        await short;
      });
      for (const resolve of release) resolve();
      await pending;
    });
    const threads = ['parent', 'subtask', 'short'].map((name) => calls.get(name)!.thread);
    assert.equal(new Set(threads).size, 3);
  });
});
