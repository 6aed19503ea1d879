import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { launch, session, stopped, type Seen, type Session } from '../testing/debuggee.ts';
import { c, composedShop, debuggee, lineOf, rust } from '../testing/shop.ts';

describe('a step over a call', { timeout: 300_000 }, () => {
  let shop: Awaited<ReturnType<typeof composedShop>>;
  before(async () => void (shop = await composedShop()));
  after(() => shop[Symbol.asyncDispose]());

  /** A call with a breakpoint on the line with this text. */
  async function debugged(
    invoke: string,
    path: string,
    text: string,
    work: (client: Session) => Promise<void>,
  ): Promise<void> {
    const client = session(storage);
    try {
      await launch(client, { program: shop.program, invoke, sourceMap: { '/sources': debuggee } }, () =>
        client.request('setBreakpoints', { source: { path }, breakpoints: [{ line: lineOf(path, text) }] }),
      );
      await work(client);
    } finally {
      client.close();
      await client.over;
    }
  }

  async function seenAfter(client: Session, command: string): Promise<Seen> {
    await client.request(command, { threadId: 1 });
    return stopped(client);
  }

  async function endsWith(client: Session, exitCode: number): Promise<void> {
    await client.request('next', { threadId: 1 });
    assert.deepEqual(await client.event('exited'), { exitCode });
  }

  it('that traps in its own instance stops at the trap', async () => {
    await debugged('total(9)', rust, 'let mut sum = u32::from(yes)', async (client) => {
      await stopped(client);
      await client.request('setBreakpoints', {
        source: { path: rust },
        breakpoints: [{ line: lineOf(rust, 'sum += order.total()'), hitCondition: '3' }],
      });
      const { places: first } = await seenAfter(client, 'continue');
      assert.equal(first[0], `shop::total:${lineOf(rust, 'sum += order.total()')}`);
      const { reason, places } = await seenAfter(client, 'next');
      assert.equal(reason, 'exception');
      assert.ok(places.includes(`shop::Order::total:${lineOf(rust, 'as_ref().unwrap()')}`), places.join());
      assert.deepEqual((await seenAfter(client, 'next')).places, ['shop: total (returned)']);
      await endsWith(client, 1);
    });
  });

  it('that traps in another instance stops at the trap, under the call in WIT', async () => {
    const call = 'let needed = packs(*size)';
    await debugged('total(0)', rust, call, async (client) => {
      await stopped(client);
      const { reason, text, places } = await seenAfter(client, 'next');
      assert.deepEqual([reason, text], ['exception', 'wasm trap: integer divide by zero']);
      assert.deepEqual(places.slice(0, 5), [
        `divided:${lineOf(c, 'whole = count / size')}`,
        `sum:${lineOf(c, 'all += divided')}`,
        `packs:${lineOf(c, 'return sum(&pears)')}`,
        'packing: t:shop/packing.packs',
        `shop::Order::total:${lineOf(rust, call)}`,
      ]);
      const { places: behind } = await seenAfter(client, 'next');
      assert.equal(behind[0], 'packing: t:shop/packing.packs (returned)');
      await endsWith(client, 1);
    });
  });

  it('that is recursive stays at its depth, in an instance that another one called', async () => {
    const call = 'below = depth_of(pack->next)';
    await debugged('total(5)', c, call, async (client) => {
      const first = await stopped(client);
      await client.request('setBreakpoints', { source: { path: c }, breakpoints: [] });
      const next = await seenAfter(client, 'next');
      const line = lineOf(c, 'return below + 1');
      assert.deepEqual(next.places, [`depth_of:${line}`, ...first.places.slice(1)]);
      assert.ok(next.scopes['Locals']?.includes('below = 1'), JSON.stringify(next.scopes));
      const out = await seenAfter(client, 'stepOut');
      assert.deepEqual(out.places, first.places.slice(1));
    });
  });
});
