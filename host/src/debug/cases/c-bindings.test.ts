import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { it } from 'node:test';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { launch, session, stopped } from '../testing/debuggee.ts';

const debuggee = resolve('test-fixtures/debuggee');

it('steps through the bindings of C, into the export and out of it', { timeout: 120_000 }, async () => {
  const client = session(storage);
  const program = resolve(debuggee, 'twice.wasm');
  const sourceMap = { '/sources': debuggee };
  await launch(client, { program, invoke: 'numbers(4)', sourceMap, stopOnEntry: true });
  const place = async (): Promise<string | undefined> => (await stopped(client)).places[0];
  const after = async (command: string) => (await client.request(command, { threadId: 1 }), place());
  try {
    const seen = [await place(), await after('stepIn'), await after('stepOut')];
    assert.deepEqual(seen, ['twice: numbers:4', 'exports_numbers:3', 'twice: numbers (returned):4']);
  } finally {
    client.close();
    await client.over;
  }
});
