import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { launch, stopped, type Session } from '../testing/debuggee.ts';
import { scriptProgram, type ScriptProgram } from '../testing/script-program.ts';
import { lineOf } from '../testing/shop.ts';

const WIT = `package t:parts;

interface routing {
  find: func(length: u32) -> u32;
}

world asker {
  import routing;
  export ask: func(length: u32) -> u32;
}
`;

const SCRIPT = `import { find } from 't:parts/routing';

export function ask(length: number): number {
  const found = find(length);
  return found + 1;
}
`;

/** A module that names its language, as Go's linker does. */
const ROUTING = `(component
  (core module $m
    (func $routing/export_routing.Find (export "find") (param i32) (result i32)
      (i32.mul (local.get 0) (i32.const 2)))
    (@producers (language "Go" "go1.26") (processed-by "Go cmd/compile" "go1.26")))
  (core instance $i (instantiate $m))
  (func $find (param "length" u32) (result u32) (canon lift (core func $i "find")))
  (instance $routing (export "find" (func $find)))
  (export "t:parts/routing" (instance $routing)))`;

describe('a part in Go', { timeout: 120_000 }, () => {
  let asked: ScriptProgram;
  before(async () => {
    asked = await scriptProgram('asker', {
      'routing.wasm': ROUTING,
      'asker/wit/parts.wit': WIT,
      'asker/src/index.ts': SCRIPT,
      'composition.toml': '[instances]\nrouting = "routing.wasm"\nasker = "asker"\n',
    });
  });
  afterEach(() => asked.endSessions());
  after(() => asked[Symbol.asyncDispose]());

  async function start(invoke: string, configure: (client: Session) => Promise<unknown>): Promise<Session> {
    const client = asked.session();
    await launch(client, { program: asked.program, invoke }, () => configure(client));
    return client;
  }

  const breakAt = (client: Session, path: string, line: number) =>
    client.request('setBreakpoints', { source: { path }, breakpoints: [{ line }] });

  it('is stepped into from TypeScript at its function of WIT, and out of to the caller', async () => {
    const { script } = asked;
    const line = lineOf(script, 'find(length)');
    const client = await start('ask(7)', (one) => breakAt(one, script, line));
    const { thread: threadId } = await stopped(client);
    await client.request('stepIn', { threadId });
    const entered = await stopped(client);
    assert.deepEqual(entered.frames, ['routing: t:parts/routing.find', 'ask', 'asker: ask']);
    assert.deepEqual(entered.scopes['Arguments'], ['length = 7']);
    await client.request('stepOut', { threadId });
    const returned = await stopped(client);
    assert.equal(returned.frames[0], 'routing: t:parts/routing.find (returned)');
    assert.deepEqual(returned.scopes['Result'], ['result = 14']);
    await client.request('next', { threadId });
    const { places, scopes } = await stopped(client);
    assert.equal(places[0], `ask:${lineOf(script, 'return found')}`);
    assert.ok(scopes['Locals']!.includes('found = 14'));
  });

  it('has no lines, and the session says why', async () => {
    const refusals: unknown[] = [];
    const client = await start('ask(7)', async (one) => {
      refusals.push(await breakAt(one, join(asked.folder, 'routing/export_routing/main.go'), 3));
    });
    await client.event('terminated');
    const reason = 'Go writes no debug information for WebAssembly';
    assert.ok(client.output['console']!.includes(`routing is debugged at the level of WIT: ${reason}\n`));
    const message = `${reason}: set the breakpoint at its function in a .wit file`;
    assert.deepEqual(refusals, [
      { breakpoints: [{ id: 1, verified: false, line: 3, message, reason: 'failed' }] },
    ]);
  });
});
