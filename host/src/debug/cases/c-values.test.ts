import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { it } from 'node:test';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { launch, session, stopped } from '../testing/debuggee.ts';
import { debuggee, lineOf } from '../testing/shop.ts';

const path = resolve(debuggee, 'numbers.c');
const line = lineOf(path, 'return sum(');

it('shows arrays of arrays, bytes and long double of C', { timeout: 120_000 }, async () => {
  const client = session(storage);
  const program = resolve(debuggee, 'numbers.wasm');
  const configuration = { program, invoke: 'numbers(6)', sourceMap: { '/sources': debuggee } };
  await launch(client, configuration, () =>
    client.request('setBreakpoints', {
      source: { path },
      breakpoints: [{ line, condition: 'grid[1][2] == 6 && exact < 0' }],
    }),
  );
  const { scopes, thread, references } = await stopped(client);
  assert.deepEqual(scopes['Locals'], [
    'count = 6',
    'grid = [[1, 2, 3], [4, 5, 6]]',
    "one = {f: 1, bytes: [0 '\\0', 0 '\\0', 128 '\\x80', 63 '?']}",
    'name = "ada"',
    'exact = -1.25',
  ]);
  const variablesReference = references['Locals'];
  await assert.rejects(
    client.request('setVariable', { variablesReference, name: 'exact', value: '2' }),
    /expected a type of at most 64 bits for long double, found 2/,
  );
  await client.request('continue', { threadId: thread });
  await client.event('terminated');
  client.close();
  await client.over;
});
