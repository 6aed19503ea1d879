import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { WorldFunction } from '../../inspect/world-functions.ts';
import type { Crossing } from './crossing.ts';
import { Crossings } from './crossings.ts';
import { chainOf } from './frames.ts';

const functionNamed = (name: string): WorldFunction => ({
  interface: undefined,
  kind: 'free',
  name,
  signature: { params: [], result: undefined },
});

/** Each call of a program as it begins and ends, with the calls around it. */
function watched() {
  const seen: string[] = [];
  const path = (crossing: Crossing) =>
    chainOf(crossing)
      .toReversed()
      .map(({ callee, fn }) => `${callee}.${fn.name}`)
      .join(' > ');
  const crossings: Crossings = new Crossings({
    enter: (crossing) => void seen.push(path(crossing)),
    leave: (crossing) => {
      seen.push(`${path(crossing)} ends`);
      assert.equal(crossings.innermost, crossing);
    },
  });
  const call = (name: string, body: () => unknown): unknown => {
    const [callee = '', fn = ''] = name.split('.');
    return crossings.call(callee, functionNamed(fn), [], body);
  };
  return { crossings, seen, call };
}

describe('the current call', () => {
  it('is the one around when a call has returned or thrown', () => {
    const { crossings, seen, call } = watched();
    call('a.run', () => {
      call('b.f', () => 1);
      assert.throws(() => call('b.g', () => assert.fail('broken')));
      call('c.h', () => 2);
    });
    const ends = seen.filter((line) => line.endsWith(' ends'));
    assert.deepEqual(ends, ['a.run > b.f ends', 'a.run > b.g ends', 'a.run > c.h ends', 'a.run ends']);
    assert.equal(crossings.innermost, undefined);
  });

  it('is that of the stack that continues, where several are suspended', async () => {
    const { crossings, seen, call } = watched();
    const guest = (name: string) => async () => {
      await call('host.read', () => setImmediate());
      call('auth.check', () => {});
      await call('routing.find', async () => {
        await setImmediate();
        call('table.look-up', () => {});
      });
      call(`host.${name}`, () => {});
    };
    const both = [call('first.handle', guest('finish')), call('second.handle', guest('close'))];
    assert.equal(crossings.innermost, undefined);
    await Promise.all(both);
    for (const [handler, last] of [
      ['first.handle', 'finish'],
      ['second.handle', 'close'],
    ])
      assert.deepEqual(
        seen.filter((line) => line.startsWith(handler!) && !line.endsWith(' ends')),
        [
          '',
          ' > host.read',
          ' > auth.check',
          ' > routing.find',
          ' > routing.find > table.look-up',
          ` > host.${last}`,
        ].map((rest) => `${handler}${rest}`),
      );
    assert.equal(seen.length, 2 * 12);
  });

  it('of the host hides the calls that the host makes itself, also behind a suspension', async () => {
    const { seen, call } = watched();
    await call('a.run', () =>
      call('host.read', async () => {
        await setImmediate();
        call('host.check', () => {});
      }),
    );
    assert.deepEqual(seen, ['a.run', 'a.run > host.read', 'a.run > host.read ends', 'a.run ends']);
  });
});
