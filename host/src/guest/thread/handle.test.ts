import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { Exports } from '../../engine/instantiate.ts';
import { Response } from '../../wasi/p3/http/response.ts';
import { Fields } from '../../wasi/p3/http/fields.ts';
import { OK } from '../../wasi/p3/streams.ts';
import { adoptWakeCell, newWakeCell, until, wake } from '../../wasi/wake.ts';
import type { GuestRequest } from '../task.ts';
import type { ResponseMessage } from '../http/response-parts.ts';
import { handleRequests, type Requests } from './handle.ts';
import type { Started } from './instances.ts';

/** A handler of WASI 0.3 that responds with the number of its instance, or traps at the path `trap`. */
const third = (instance: number): Exports => ({
  'wasi:http/handler@0.3.0': {
    handle: async (request: { getPathWithQuery(): string | undefined }) => {
      if (request.getPathWithQuery() === '/trap') throw new WebAssembly.RuntimeError('unreachable');
      const headers = Fields.fromList([['x-instance', Buffer.from(String(instance))]]);
      return Response.new(headers, undefined, Promise.resolve(OK))[0];
    },
  },
});

/** A handler of 0.2 that sends no response. */
const second = (): Exports => ({ incomingHandler: { handle: () => {} } });

/** Requests that come when they are sent. */
function mailbox() {
  const sent: GuestRequest[] = [];
  let came = (): void => {};
  async function* requests(): AsyncGenerator<GuestRequest> {
    for (;;) {
      for (let next = sent.shift(); next; next = sent.shift()) yield next;
      await new Promise<void>((next) => (came = next));
    }
  }
  const send = (request: GuestRequest): void => {
    sent.push(request);
    came();
  };
  return { requests: requests(), send };
}

/** Serves one request after the other. @returns how many instances were made, behind each */
async function instancesBehind(
  paths: readonly string[],
  exportsOf: (instance: number) => Exports,
  options: Requests = {},
): Promise<number[]> {
  let made = 0;
  let idle = (): void => {};
  const { requests, send: take } = mailbox();
  const post = (message: ResponseMessage): void => (message.kind === 'idle' ? idle() : undefined);
  const start = async (): Promise<Started> => ({ exports: exportsOf(++made) });
  const way = { room: () => 1, isClosed: () => false };
  const nextIdle = (): Promise<void> => new Promise((done) => (idle = done));
  const ready = nextIdle();
  void handleRequests(start, requests, post, way, options);
  await ready;
  const counts: number[] = [];
  for (const [id, path] of paths.entries()) {
    const answered = nextIdle();
    take({ id, lane: 0, head: { method: 'GET', path, authority: 'x', headers: [] }, body: undefined });
    await answered;
    // The next instance is created after the response.
    await turn();
    counts.push(made);
  }
  return counts;
}

/** A handler of WASI 0.3 that is suspended until `release`, and then traps if the path requests it. */
function suspending() {
  let isReleased = false;
  const cell = newWakeCell();
  adoptWakeCell(cell);
  const exportsOf = (instance: number): Exports => ({
    'wasi:http/handler@0.3.0': {
      handle: async (request: { getPathWithQuery(): string | undefined }) => {
        await until(() => isReleased);
        if (request.getPathWithQuery() === '/trap') throw new WebAssembly.RuntimeError('unreachable');
        return Response.new(
          Fields.fromList([['x', Buffer.from(`${instance}`)]]),
          undefined,
          Promise.resolve(OK),
        )[0];
      },
    },
  });
  const release = (): void => {
    isReleased = true;
    wake(cell);
  };
  return { exportsOf, release };
}

/**
 * Sends all requests at once, each when the thread takes one.
 * @returns the responses, by lane, and the number of instances
 */
async function allAtOnce(
  paths: readonly string[],
  { exportsOf, release }: ReturnType<typeof suspending>,
  options: Requests = {},
) {
  let made = 0;
  const answers = new Map<number, string>();
  const waiting = paths.map((path, lane): GuestRequest => {
    return { id: lane, lane, head: { method: 'GET', path, authority: 'x', headers: [] }, body: undefined };
  });
  const { requests, send: take } = mailbox();
  let over = (): void => {};
  const allOver = new Promise<void>((done) => (over = done));
  const post = (message: ResponseMessage): void => {
    if (message.kind === 'head') answers.set(message.id, message.headers[0]![1]);
    if (message.kind === 'refused') answers.set(message.id, message.problem.code);
    if (message.kind !== 'idle') return;
    const next = waiting.shift();
    if (next) take(next);
    else if (answers.size === 0) release();
    if (answers.size === paths.length) over();
  };
  const start = async (): Promise<Started> => ({ exports: exportsOf(++made) });
  const way = { room: () => 1, isClosed: () => false };
  void handleRequests(start, requests, post, way, options);
  await allOver;
  return { answers: [...answers].sort(([a], [b]) => a - b).map(([, text]) => text), made };
}

describe('concurrent requests to waiting guests', () => {
  const paths = (count: number): string[] => Array<string>(count).fill('/');

  it('share an instance of WASI 0.3, up to 16 at once', async () => {
    const { answers } = await allAtOnce(paths(18), suspending());
    assert.deepEqual(answers, [...Array<string>(16).fill('1'), '2', '2']);
  });

  it('share an instance up to the configured number', async () => {
    const { answers } = await allAtOnce(paths(5), suspending(), { concurrentReuse: 2 });
    assert.deepEqual(answers, ['1', '1', '2', '2', '3']);
  });

  it('fail with the instance when one of them traps', async () => {
    const { answers } = await allAtOnce(['/', '/trap', '/'], suspending(), { concurrentReuse: 2 });
    assert.deepEqual(answers, ['guest-trap', 'guest-trap', '2']);
  });
});

describe('an instance of a served component', () => {
  it('handles one request of WASI 0.2', async () => {
    assert.deepEqual(await instancesBehind(['/', '/', '/'], second), [2, 3, 4]);
  });

  it('handles 128 of WASI 0.3', async () => {
    const counts = await instancesBehind(Array<string>(260).fill('/'), third);
    assert.deepEqual([counts[126], counts[127], counts[254], counts[255]], [1, 2, 2, 3]);
  });

  it('handles the configured number', async () => {
    assert.deepEqual(await instancesBehind(['/', '/', '/', '/'], third, { reuse: 2 }), [1, 2, 2, 3]);
    assert.deepEqual(await instancesBehind(['/', '/', '/', '/'], second, { reuse: 3 }), [1, 1, 2, 2]);
  });

  it('is dropped when idle', async () => {
    const slow = { idleMs: 0 };
    assert.deepEqual(await instancesBehind(['/', '/', '/'], third, slow), [1, 2, 3]);
  });

  it('handles no request after a trap', async () => {
    assert.deepEqual(await instancesBehind(['/', '/trap', '/'], third), [1, 2, 2]);
  });
});

describe('an error in place of a response', () => {
  const messageOf = async (error: object): Promise<string> => {
    const { requests, send } = mailbox();
    const refused = new Promise<string>((done) => {
      const post = (message: ResponseMessage): void => {
        if (message.kind === 'refused') done(message.problem.message);
      };
      const handler = { handle: () => Promise.reject(error as Error) };
      const start = async (): Promise<Started> => ({ exports: { 'wasi:http/handler@0.3.0': handler } });
      void handleRequests(start, requests, post, { room: () => 1, isClosed: () => false }, {});
    });
    const head = { method: 'GET', path: '/', authority: 'x', headers: [] };
    send({ id: 1, lane: 0, head, body: undefined });
    return refused;
  };

  it('is named with its payload', async () => {
    const prefix = 'the handler answered with the error';
    assert.equal(await messageOf({ tag: 'connection-refused' }), `${prefix} connection-refused`);
    assert.equal(await messageOf({ tag: 'internal-error', val: 'why' }), `${prefix} internal-error: why`);
    const val = { rcode: 'address not available', infoCode: undefined };
    assert.equal(
      await messageOf({ tag: 'DNS-error', val }),
      `${prefix} DNS-error: rcode address not available`,
    );
  });
});
