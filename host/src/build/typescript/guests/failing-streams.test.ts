import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newerNode } from '../../../testing/newer-node.ts';
import { part, type Called } from '../../testing/guests.ts';
import { newerGuests } from '../../testing/newer-guests.ts';

const wit = `package t:a;
interface ops {
  items: async func() -> stream<string>;
  promised: async func() -> future<string>;
}
world maker { export ops; }
world user {
  import ops;
  export read: async func() -> list<string>;
  export wait: async func() -> string;
}`;

const maker = `
export const ops = {
  async items() {
    return (async function* items() { yield 'a'; await null; throw new RangeError('no more'); })();
  },
  async promised() {
    const late = async () => { await null; throw new RangeError('no value'); };
    const { readable, completion } = wit.Future.from(late());
    completion.catch(() => {});
    return readable;
  },
};`;

const user = `
import { items, promised } from 't:a/ops';
export const read = async () => { const all = []; for await (const item of await items()) all.push(item); return all; };
export const wait = async () => (await promised()).read();`;

interface Expected {
  readonly message: string;
  /** In the sources of the maker. */
  readonly line: number;
}

function assertTrap({ problem }: Called, { message, line }: Expected): void {
  assert.equal(problem?.code, 'guest-trap');
  assert.equal(problem.message, message);
  assert.match(problem.causes?.[0] ?? '', new RegExp(`src/index\\.ts:${line}:`));
}

describe(
  'an error of what TypeScript gives is the trap of the guest, with its place',
  { skip: newerNode.missing },
  () => {
    const noMore = { message: 'RangeError: no more', line: 4 };
    const noValue = { message: 'RangeError: no value', line: 7 };

    describe('when another component reads', () => {
      const suite = newerGuests((all) =>
        all.compose({ maker: part('maker', wit, maker), user: part('user', wit, user) }),
      );

      it('a stream from a generator', { timeout: 120_000 }, async () => {
        assertTrap(await suite.call('read()'), noMore);
      });

      it(
        'a future from a promise, even if the maker handles its rejection',
        { timeout: 120_000 },
        async () => {
          assertTrap(await suite.call('wait()'), noValue);
        },
      );
    });

    describe('when the host reads', () => {
      const suite = newerGuests((all) => all.build(part('maker', wit, maker)));

      it('a future from a promise', { timeout: 120_000 }, async () => {
        assertTrap(await suite.call('ops.promised()'), noValue);
      });
    });
  },
);
