import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { it } from 'node:test';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { launch, session, stopped } from '../testing/debuggee.ts';
import { composedShop, debuggee } from '../testing/shop.ts';

interface RecordedStop {
  readonly function: string;
  readonly file: string;
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

/** A number of 32 bits is written with more or fewer digits, and a character with its number or without. */
function isSameValue(ours: string | undefined, recorded: string): boolean {
  if (ours === undefined) return false;
  if (ours.split(' ').includes(recorded)) return true;
  return Math.abs(Number(ours) - Number(recorded)) < 1e-6;
}

it('stops at the lines of lldb on wasmtime, with its values', { timeout: 300_000 }, async () => {
  const stops = JSON.parse(readFileSync(resolve(debuggee, 'stops.json'), 'utf8')) as RecordedStop[];
  await using shop = await composedShop();
  const client = session(storage);
  await launch(
    client,
    { program: shop.program, invoke: 'total(5)', sourceMap: { '/sources': debuggee } },
    async () => {
      for (const file of new Set(stops.map((one) => one.file))) {
        const own = stops.filter((one) => one.file === file);
        const breakpoints = own.map(({ line }) => ({ line, hitCondition: '== 1' }));
        await client.request('setBreakpoints', { source: { path: resolve(debuggee, file) }, breakpoints });
      }
    },
  );
  assert.ok(stops.length >= 20);
  for (const recorded of stops) {
    const { places, scopes, thread } = await stopped(client);
    const where = `${recorded.function}:${recorded.line}`;
    assert.ok(places[0] === where || places[0]?.endsWith(`::${where}`), `${places[0]} is not ${where}`);
    const ours = new Map(scopes['Locals']!.map((one) => one.split(/ = (.*)/s) as [string, string]));
    for (const [name, value] of Object.entries(recorded.values))
      assert.ok(
        isSameValue(ours.get(name), value),
        `${where}: ${name} is ${ours.get(name)} and not ${value}`,
      );
    await client.request('continue', { threadId: thread });
  }
  await client.event('terminated');
  client.close();
  await client.over;
});
