import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newerNode } from '../../../testing/newer-node.ts';
import { part } from '../../testing/guests.ts';
import { newerGuests } from '../../testing/newer-guests.ts';

const wit = `package t:a;
interface ops {
  items: async func() -> stream<string>;
}
world maker { export ops; }
world user {
  import ops;
  export read: async func() -> list<string>;
}`;

const maker = `
export const ops = {
  async items() {
    return (async function* items() { yield 'a'; await null; throw new RangeError('no more'); })();
  },
};`;

const user = `
import { items } from 't:a/ops';
export const read = async () => { const all = []; for await (const item of await items()) all.push(item); return all; };`;

describe('an error in a generator that TypeScript gives as a stream', { skip: newerNode.missing }, () => {
  const suite = newerGuests((all) =>
    all.compose({ maker: part('maker', wit, maker), user: part('user', wit, user) }),
  );

  it('is the trap of the guest, with its place', { timeout: 120_000 }, async () => {
    const { problem } = await suite.call('read()');
    assert.equal(problem?.code, 'guest-trap');
    assert.match(problem.message, /RangeError: no more[^]*src\/index\.ts:4:/);
  });
});
