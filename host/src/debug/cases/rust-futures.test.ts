import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { it } from 'node:test';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { launch, session, stopped } from '../testing/debuggee.ts';
import { debuggee, lineOf } from '../testing/shop.ts';

const path = resolve(debuggee, 'futures.rs');
const line = lineOf(path, 'polls += 1');

it('shows the state of a future of Rust by name', { timeout: 120_000 }, async () => {
  const client = session(storage);
  const program = resolve(debuggee, 'futures.wasm');
  const configuration = { program, invoke: 'numbers(6)', sourceMap: { '/sources': debuggee } };
  await launch(client, configuration, () =>
    client.request('setBreakpoints', { source: { path }, breakpoints: [{ line }] }),
  );
  for (const state of ['Unresumed {count: 6}', 'Suspend0 {count: 6, ']) {
    const { scopes, thread } = await stopped(client);
    const future = scopes['Locals']!.find((one) => one.startsWith('future = '));
    assert.ok(future?.includes(state), `${future} has no ${state}`);
    await client.request('continue', { threadId: thread });
  }
  await client.event('terminated');
  client.close();
  await client.over;
});
