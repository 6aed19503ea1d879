import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { folderWith, type Folder } from '../../compose/testing/folder.ts';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { Adapter } from '../adapter/adapter.ts';
import type { Client } from '../testing/client.ts';
import { commandSession, launch, stopped } from '../testing/debuggee.ts';
import { golden, LOGS } from '../testing/golden.ts';
import { c, debuggee, lineIn, lineOf, rust, shopFiles, shopPlan } from '../testing/shop.ts';

const WIT = `package t:user;

world user {
  import total: func(count: u32) -> u32;
  export twice: func(count: u32) -> result<u32, string>;
}
`;

const SCRIPT = `import { total } from 'total';

export function twice(count: number): number {
  if (count > 8) throw 'too many';
  return total(count) * 2;
}
`;

/** The id of the topmost frame. */
const FRAME = 10_000;
const threadId = 1;

describe('the log of a session over standard streams', { timeout: 240_000 }, () => {
  let folder: Folder;
  before(async () => {
    folder = await folderWith({
      ...shopFiles(),
      'user/package.json': JSON.stringify({ name: 'user', component: { world: 'user' } }),
      'user/wit/user.wit': WIT,
      'user/src/index.ts': SCRIPT,
      'shop.toml': shopPlan(),
      'composition.toml': shopPlan('user = "user"\n'),
    });
  });
  after(() => folder[Symbol.asyncDispose]());

  const step = async (client: Client, how: string) => {
    await client.request(how, { threadId });
    return stopped(client);
  };

  async function start(plan: string, invoke: string, breakpoints: readonly (readonly [string, number])[]) {
    const client = commandSession(storage);
    const program = join(folder.path, plan);
    await launch(client, { program, invoke, sourceMap: { '/sources': debuggee } }, async () => {
      for (const [path, line] of breakpoints)
        await client.request('setBreakpoints', { source: { path }, breakpoints: [{ line }] });
      await client.request('setExceptionBreakpoints', { filters: ['trap', 'error'] });
    });
    return client;
  }

  async function end(client: Awaited<ReturnType<typeof start>>, log: string): Promise<void> {
    await client.request('disconnect');
    assert.equal(await client.over, 0);
    golden(client, log, folder.path);
  }

  it('covers Rust and C', async () => {
    const client = await start('shop.toml', 'total(5)', [
      [rust, lineOf(rust, 'let needed = packs(*size)')],
      [c, lineOf(c, 'all += divided')],
    ]);
    const { references } = await stopped(client);
    await client.request('evaluate', { expression: 'self.item', frameId: FRAME });
    await client.request('completions', { text: 'self.', column: 6, frameId: FRAME });
    await step(client, 'stepIn');
    await step(client, 'stepIn');
    await step(client, 'next');
    await step(client, 'stepOut');
    await step(client, 'next');
    const variablesReference = references['Locals'];
    await assert.rejects(client.request('setVariable', { variablesReference, name: 'self', value: '1' }));
    const inC = await step(client, 'continue');
    const found = (await client.request('variables', { variablesReference: inC.references['Locals'] })) as {
      variables: { name: string; memoryReference: string }[];
    };
    const { memoryReference } = found.variables.find(({ name }) => name === 'i')!;
    await client.request('readMemory', { memoryReference, count: 4 });
    await client.request('writeMemory', { memoryReference, data: 'AAAAAA==' });
    await client.request('setVariable', {
      variablesReference: inC.references['Locals'],
      name: 'i',
      value: '0',
    });
    const { stackFrames } = (await client.request('stackTrace', { threadId, levels: 1 })) as {
      stackFrames: { instructionPointerReference: string }[];
    };
    await client.request('disassemble', {
      memoryReference: stackFrames[0]!.instructionPointerReference,
      instructionCount: 2,
    });
    await client.request('threads');
    await client.request('restart');
    await stopped(client);
    await end(client, 'source-level.log');
  });

  it('covers a trap', async () => {
    const client = await start('shop.toml', 'total(9)', []);
    await stopped(client);
    await client.request('exceptionInfo', { threadId });
    await client.request('terminate');
    await client.event('terminated');
    await end(client, 'trap.log');
  });

  it('covers TypeScript', async () => {
    const file = join(folder.path, 'user/src/index.ts');
    const client = await start('composition.toml', 'twice(5)', [[file, lineIn(SCRIPT, 'return total')]]);
    const { references } = await stopped(client);
    await client.request('evaluate', { expression: 'count + 1', frameId: FRAME });
    const variablesReference = references['Locals'];
    await client.request('setVariable', { variablesReference, name: 'count', value: '6' });
    await client.request('setFunctionBreakpoints', { breakpoints: [{ name: 'total' }] });
    await step(client, 'next');
    await client.request('pause', { threadId });
    await step(client, 'continue');
    await step(client, 'stepOut');
    await end(client, 'script.log');
  });
});

it('each request of the debug adapter is in a log', () => {
  const logs = readdirSync(LOGS).filter((name) => name.endsWith('.log'));
  const texts = logs.map((name) => readFileSync(join(LOGS, name), 'utf8'));
  const logged = new Set(texts.flatMap((text) => [...text.matchAll(/^> (\w+)/gm)].map(([, name]) => name)));
  const adapter = new Adapter(
    { storage, prepare: () => Promise.reject(new Error()) },
    () => {},
    () => {},
  );
  assert.deepEqual(
    Object.keys(adapter.handlers()).filter((name) => !logged.has(name)),
    [],
  );
});
