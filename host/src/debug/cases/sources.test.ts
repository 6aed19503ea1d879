import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import type { Client } from '../testing/client.ts';
import { launch, session, stopped, variables } from '../testing/debuggee.ts';
import { c, composedShop, debuggee, lineOf, rust } from '../testing/shop.ts';

describe('debugging at the level of sources', { timeout: 300_000 }, () => {
  let shop: Awaited<ReturnType<typeof composedShop>>;
  before(async () => void (shop = await composedShop()));
  after(() => shop[Symbol.asyncDispose]());

  const sourceMap = { '/sources': debuggee };

  /** @param lines breakpoints: the text of their lines */
  async function start(
    lines: readonly (readonly [file: string, text: string, more?: object])[],
    configuration: object = {},
  ): Promise<Client & { readonly over: Promise<void>; close(): void }> {
    const client = session(storage);
    await launch(
      client,
      { program: shop.program, invoke: 'total(5)', sourceMap, ...configuration },
      async () => {
        for (const file of [rust, c]) {
          const own = lines.filter(([in_]) => in_ === file);
          const breakpoints = own.map(([, text, more]) => ({ line: lineOf(file, text), ...more }));
          await client.request('setBreakpoints', { source: { path: file }, breakpoints });
        }
      },
    );
    return client;
  }

  async function end(client: Awaited<ReturnType<typeof start>>): Promise<void> {
    client.close();
    await client.over;
  }

  it('shows the values of Rust as Rust writes them', async () => {
    const client = await start([[rust, 'let fact = factorial(4)']]);
    const { scopes, places, reason } = await stopped(client);
    assert.equal(reason, 'breakpoint');
    assert.deepEqual(places, [
      `shop::scalars:${lineOf(rust, 'let fact = factorial(4)')}`,
      `shop::total:${lineOf(rust, 'let mut sum = scalars(count)')}`,
      'shop: total',
    ]);
    assert.deepEqual(scopes['Locals'], [
      'count = 5',
      'small = -5',
      'big = 18446744073709551615',
      'negative = -6',
      'real = 2.5',
      'single = 0.1',
      'yes = true',
      "letter = 'ß'",
      'pair = (5, "two")',
      'array = [5, 2, 3]',
      'slice = [2, 3]',
      'boxed = 6',
      'text = "näh"',
      'nothing = None',
      'something = Some(Blue)',
      'good = Ok(7)',
      'bad = Err("no digit")',
    ]);
    await end(client);
  });

  it('shows the values of C and their members', async () => {
    const client = await start([
      [c, 'return steps'],
      [c, 'return below + 1'],
    ]);
    const { places, scopes, references } = await stopped(client);
    assert.deepEqual(places.slice(0, 4), [
      `depth_of:${lineOf(c, 'return below + 1')}`,
      `depth_of:${lineOf(c, 'below = depth_of')}`,
      `packs:${lineOf(c, 'nested = depth_of')}`,
      'packing: t:shop/packing.packs',
    ]);
    assert.match(scopes['Locals']![0]!, /^pack = 0x[0-9a-f]+$/);
    const { variables: found } = (await client.request('variables', {
      variablesReference: references['Locals'],
    })) as { variables: { variablesReference: number }[] };
    assert.match(
      (await variables(client, found[0]!.variablesReference))[0]!,
      /^\*pack = \{item: 0x[0-9a-f]+ "plums"/,
    );
    await client.request('continue', { threadId: 1 });
    await stopped(client);
    await client.request('continue', { threadId: 1 });
    const scalars = await stopped(client);
    assert.deepEqual(scalars.scopes['Locals'], [
      'size = 5',
      "letter = 65 'A'",
      'big = -5000000000',
      'real = 7.5',
      'single = 0.25',
      'yes = true',
      'bits = {open: 5, full: 17, level: -3}',
      'number = {whole: 1065353216, real: 1}',
      'name = "crate"',
      'grid = [[1, 2], [3, 4]]',
      'nowhere = 0x0',
      'steps = 172',
    ]);
    assert.deepEqual(scalars.scopes['Statics'], ['rate = 1.5', 'calls = 1']);
    await end(client);
  });

  it('steps from Rust through WIT into C, and back', async () => {
    const call = lineOf(rust, 'let needed = packs(*size)');
    const client = await start([[rust, 'let needed = packs(*size)']]);
    const seen = async (): Promise<unknown> => (await stopped(client)).places[0];
    assert.equal(await seen(), `shop::Order::total:${call}`);
    for (const [step, expected] of [
      ['stepIn', 'packing: t:shop/packing.packs'],
      ['stepIn', `packs:${lineOf(c, 'struct pack inner')}`],
      ['next', `packs:${lineOf(c, 'struct pack pears')}`],
      ['next', `packs:${lineOf(c, 'nested = depth_of')}`],
      ['stepIn', `depth_of:${lineOf(c, 'if (pack == 0)')}`],
      ['stepOut', `packs:${lineOf(c, 'nested = depth_of')}`],
      ['stepOut', 'packing: t:shop/packing.packs (returned)'],
      ['next', `shop::Order::total:${call}`],
      ['stepIn', `shop::doubled:${lineOf(rust, 'let twice')}`],
      ['stepOut', `shop::Order::total:${call + 1}`],
      ['stepOut', `shop::total:${lineOf(rust, 'sum += order.total()')}`],
    ] as const) {
      await client.request(step, { threadId: 1 });
      assert.equal(await seen(), expected, step);
    }
    await client.request('setBreakpoints', { source: { path: rust }, breakpoints: [] });
    await client.request('continue', { threadId: 1 });
    await client.event('terminated');
    assert.equal(client.output['console'], '132\n');
    await end(client);
  });

  it('steps over a call of another instance', async () => {
    const call = lineOf(rust, 'let needed = packs(*size)');
    const client = await start([[rust, 'let needed = packs(*size)']]);
    await stopped(client);
    await client.request('next', { threadId: 1 });
    assert.equal((await stopped(client)).places[0], `shop::Order::total:${call + 1}`);
    await end(client);
  });

  it('sets and evaluates values, reads their memory, and lists the code', async () => {
    const client = await start([[rust, 'unsafe { CALLS']]);
    const { references, thread } = await stopped(client);
    const frameId = thread * 10_000;
    const evaluate = async (expression: string) =>
      (await client.request('evaluate', { expression, frameId }))['result'];
    assert.equal(await evaluate('orders[1].item'), '"pears"');
    assert.equal(await evaluate('orders[1].price.0.size'), '5');
    assert.equal(await evaluate('RATE'), '3');
    await assert.rejects(evaluate('orders[0].weight'), /has no member weight/);
    await assert.rejects(evaluate('nobody'), /no variable nobody/);
    const variablesReference = references['Locals'];
    await client.request('setVariable', { variablesReference, name: 'sum', value: '100' });
    await assert.rejects(
      client.request('setVariable', { variablesReference, name: 'sum', value: '-1' }),
      /expected a number of 32 bits for u32, found -1/,
    );
    const { variables: all } = (await client.request('variables', { variablesReference })) as {
      variables: { name: string; memoryReference: string }[];
    };
    const { memoryReference } = all.find(({ name }) => name === 'sum')!;
    assert.deepEqual((await client.request('readMemory', { memoryReference, count: 4 }))['data'], 'ZAAAAA==');
    await client.request('writeMemory', { memoryReference, offset: 1, data: 'AQ==' });
    assert.equal(await evaluate('sum'), '356');
    await client.request('writeMemory', { memoryReference, offset: 1, data: 'AA==' });
    await assert.rejects(
      client.request('writeMemory', { memoryReference, offset: 2 ** 32, data: 'AQ==' }),
      /RangeError|offset/,
    );
    const { stackFrames } = (await client.request('stackTrace', { threadId: thread })) as {
      stackFrames: { id: number; instructionPointerReference: string }[];
    };
    const offered = async (text: string) => {
      const asked = { text, column: text.length + 1, frameId: stackFrames[0]!.id };
      const { targets } = await client.request('completions', asked);
      return (targets as { label: string }[]).map(({ label }) => label);
    };
    assert.ok((await offered('su')).includes('sum'));
    assert.ok((await offered('')).includes('t:shop/packing.packs'));
    assert.deepEqual(await offered('orders[0].'), ['item', 'count', 'price', 'color']);
    const { instructions } = (await client.request('disassemble', {
      memoryReference: stackFrames[0]!.instructionPointerReference,
      instructionOffset: -1,
      instructionCount: 3,
    })) as { instructions: { address: string; instruction: string }[] };
    assert.equal(instructions[1]!.address, stackFrames[0]!.instructionPointerReference);
    assert.match(instructions[1]!.instruction, /^(local|i32|global)\./);
    await client.request('continue', { threadId: thread });
    await client.event('terminated');
    assert.equal(client.output['console'], '100\n');
    await end(client);
  });

  it('supports conditions over variables, hit counts and logpoints', async () => {
    const client = await start([
      [rust, 'sum += order.total()', { condition: 'order.item == "pears" && sum > 70' }],
      [rust, 'let price = self.price.as_ref()', { logMessage: '{self.item} costs {self.price}' }],
      [c, 'all += divided', { hitCondition: '== 2' }],
    ]);
    const pears = await stopped(client);
    assert.ok(
      pears.scopes['Locals']!.includes(
        'order = {item: "pears", count: 7, price: Some(Packs(…)), color: Green}',
      ),
    );
    await client.request('continue', { threadId: 1 });
    const second = await stopped(client);
    assert.ok(second.scopes['Locals']!.includes('i = 1'));
    await client.request('continue', { threadId: 1 });
    await client.event('terminated');
    assert.equal(
      client.output['console'],
      '"apples" costs Some(Each(2))\n"pears" costs Some(Packs {size: 5, price: 3})\n"" costs Some(Free)\n132\n',
    );
    await end(client);
  });

  it('stops at a trap, on its source line', async () => {
    const client = await start([], { invoke: 'total(9)' });
    const { reason, text, places } = await stopped(client);
    assert.deepEqual([reason, text], ['exception', 'wasm trap: wasm `unreachable` instruction executed']);
    assert.ok(places.includes(`shop::Order::total:${lineOf(rust, 'as_ref().unwrap()')}`), places.join());
    await client.request('continue', { threadId: 1 });
    assert.deepEqual(await client.event('exited'), { exitCode: 1 });
    await end(client);
  });

  it('stops at a function of WIT by its name, in one stack with the sources that call it', async () => {
    const client = session(storage);
    await launch(client, { program: shop.program, invoke: 'total(5)', sourceMap }, () =>
      client.request('setFunctionBreakpoints', { breakpoints: [{ name: 't:shop/packing.packs' }] }),
    );
    const { places, scopes } = await stopped(client);
    assert.deepEqual(places.slice(0, 2), [
      'packing: t:shop/packing.packs',
      `shop::Order::total:${lineOf(rust, 'let needed = packs(*size)')}`,
    ]);
    assert.deepEqual(scopes, { Arguments: ['size = 5'] });
    await end(client);
  });

  it('never stops with noDebug', async () => {
    const client = await start([[rust, 'let needed = packs(*size)']], { noDebug: true });
    await client.event('terminated');
    assert.equal(client.output['console'], '132\n');
    assert.ok(client.log.every((line) => !line.startsWith('* stopped')));
    await end(client);
  });

  it('reports components without sources, and why a breakpoint is not verified', async () => {
    const client = session(storage);
    await client.request('initialize');
    await client.request('launch', { program: shop.program, invoke: 'total(5)' });
    await client.event('initialized');
    assert.match(
      client.output['console']!,
      /^packing is debugged at the level of WIT: its sources are not here \(\/sources\/packing\.c\)/,
    );
    const { breakpoints } = (await client.request('setBreakpoints', {
      source: { path: rust },
      breakpoints: [{ line: 1 }],
    })) as { breakpoints: { verified: boolean; message: string }[] };
    assert.deepEqual(
      breakpoints[0]!.message,
      'no part of the program has debug information that names this file',
    );
    await end(client);
  });
});
