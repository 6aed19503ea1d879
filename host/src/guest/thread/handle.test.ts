import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { Exports } from '../../engine/instantiate.ts';
import { Response } from '../../wasi/p3/http/response.ts';
import { Fields } from '../../wasi/p3/http/fields.ts';
import { OK } from '../../wasi/p3/streams.ts';
import type { GuestRequest, ResponseMessage } from '../task.ts';
import { handleRequests, type Requests } from './handle.ts';

/** A handler of WASI 0.3 that answers with the number of its instance, or traps at the path `trap`. */
const third = (instance: number): Exports => ({
  'wasi:http/handler@0.3.0': {
    handle: async (request: { getPathWithQuery(): string | undefined }) => {
      if (request.getPathWithQuery() === '/trap') throw new WebAssembly.RuntimeError('unreachable');
      const headers = Fields.fromList([['x-instance', Buffer.from(String(instance))]]);
      return Response.new(headers, undefined, Promise.resolve(OK))[0];
    },
  },
});

/** One of 0.2 that answers nothing. */
const second = (): Exports => ({ incomingHandler: { handle: () => {} } });

/** Serves one request after the other. @returns how many instances were made, behind each */
async function instancesBehind(
  paths: readonly string[],
  exportsOf: (instance: number) => Exports,
  options: Requests = {},
): Promise<number[]> {
  let made = 0;
  let idle = (): void => {};
  let take = (_: GuestRequest): void => {};
  async function* requests(): AsyncGenerator<GuestRequest> {
    for (;;) yield await new Promise<GuestRequest>((came) => (take = came));
  }
  const post = (message: ResponseMessage): void => (message.kind === 'idle' ? idle() : undefined);
  const start = async (): Promise<Exports> => exportsOf(++made);
  const way = { room: () => 1, isClosed: () => false };
  const nextIdle = (): Promise<void> => new Promise((done) => (idle = done));
  const ready = nextIdle();
  void handleRequests(start, requests(), post, way, options);
  await ready;
  const counts: number[] = [];
  for (const [id, path] of paths.entries()) {
    const answered = nextIdle();
    take({ id, head: { method: 'GET', path, authority: 'x', headers: [] }, body: undefined });
    await answered;
    // The next instance is made behind the answer.
    await turn();
    counts.push(made);
  }
  return counts;
}

describe('an instance of a served component', () => {
  it('answers one request of WASI 0.2', async () => {
    assert.deepEqual(await instancesBehind(['/', '/', '/'], second), [2, 3, 4]);
  });

  it('answers 128 of WASI 0.3', async () => {
    const counts = await instancesBehind(Array<string>(260).fill('/'), third);
    assert.deepEqual([counts[126], counts[127], counts[254], counts[255]], [1, 2, 2, 3]);
  });

  it('answers as many as it is said to', async () => {
    assert.deepEqual(await instancesBehind(['/', '/', '/', '/'], third, { reuse: 2 }), [1, 2, 2, 3]);
    assert.deepEqual(await instancesBehind(['/', '/', '/', '/'], second, { reuse: 3 }), [1, 1, 2, 2]);
  });

  it('answers none after a trap', async () => {
    assert.deepEqual(await instancesBehind(['/', '/trap', '/'], third), [1, 2, 2]);
  });
});
