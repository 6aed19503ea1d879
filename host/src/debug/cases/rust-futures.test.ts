import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { it } from 'node:test';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { launch, session, stopped } from '../testing/debuggee.ts';

const debuggee = resolve('test-fixtures/debuggee');
const path = resolve(debuggee, 'futures.rs');
const line =
  readFileSync(path, 'utf8')
    .split('\n')
    .findIndex((text) => text.includes('polls += 1')) + 1;

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
