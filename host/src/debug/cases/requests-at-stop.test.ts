import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { it } from 'node:test';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { launch, session, stopped } from '../testing/debuggee.ts';
import { golden } from '../testing/golden.ts';

const debuggee = resolve('test-fixtures/debuggee');
const path = resolve(debuggee, 'members.cpp');
const line =
  readFileSync(path, 'utf8')
    .split('\n')
    .findIndex((text) => text.endsWith('// numbers')) + 1;

/** While a thread has stopped, about something that does not exist or cannot be done. */
const impossible = (frameId: number, variablesReference: number): readonly (readonly [string, object])[] => [
  ['stackTrace', { threadId: 99 }],
  ['scopes', { frameId: -1 }],
  ['variables', { variablesReference: 9999 }],
  ...['many', '99999999999', ''].map(
    (value) => ['setVariable', { variablesReference, name: 'sum', value }] as const,
  ),
  ['setVariable', { variablesReference, name: 'nowhere', value: '1' }],
  ['setVariable', { variablesReference, name: 'square', value: '1' }],
  ['setVariable', { variablesReference, name: 'complex', value: '1' }],
  ['setVariable', { variablesReference, name: 'rights', value: 'read_right | none' }],
  ...['', 'sum +', '((sum', 'wide[99]', 'nowhere', '*sum'].map(
    (expression) => ['evaluate', { expression, frameId }] as const,
  ),
  ['setBreakpoints', { source: { path: resolve(debuggee, 'nowhere.cpp') }, breakpoints: [{ line: 3 }] }],
  ['setBreakpoints', { source: { path }, breakpoints: [{ line: -3 }, { line: 9999 }] }],
  ['readMemory', { memoryReference: 'nowhere', count: 4 }],
  ['disassemble', { memoryReference: 'nowhere', instructionCount: 4 }],
  ['disassemble', { memoryReference: '0x0', instructionCount: 4 }],
  ['next', { threadId: 99 }],
];

/** About a stop that is over. */
const outdated = (frameId: number, variablesReference: number): readonly (readonly [string, object])[] => [
  ['scopes', { frameId }],
  ['variables', { variablesReference }],
  ['evaluate', { expression: 'sum', frameId }],
  ['setVariable', { variablesReference, name: 'sum', value: '1' }],
];

it('responds to requests that cannot be met at a stop, and the program continues', async () => {
  const client = session(storage);
  const ask = (requests: readonly (readonly [string, object])[]): Promise<unknown> =>
    requests.reduce<Promise<unknown>>(
      (before, [command, args]) => before.then(() => client.request(command, args).catch(() => {})),
      Promise.resolve(),
    );
  const configuration = {
    program: resolve(debuggee, 'members.wasm'),
    invoke: 'numbers(3)',
    sourceMap: { '/sources': debuggee },
  };
  await launch(client, configuration, () =>
    client.request('setBreakpoints', { source: { path }, breakpoints: [{ line }] }),
  );
  const { thread, references } = await stopped(client);
  const { stackFrames } = (await client.request('stackTrace', { threadId: thread })) as {
    stackFrames: { id: number }[];
  };
  const { id } = stackFrames[0]!;
  await ask(impossible(id, references['Locals']!));
  await client.request('setBreakpoints', { source: { path }, breakpoints: [] });
  await client.request('continue', { threadId: thread });
  await client.event('terminated');
  await ask(outdated(id, references['Locals']!));
  golden(client, 'at-stop.log', resolve('.'));
  client.close();
  await client.over;
});

it('limits a listing of instructions, however many are asked for', async () => {
  const client = session(storage);
  const program = resolve(debuggee, 'members.wasm');
  const configuration = { program, invoke: 'numbers(3)', sourceMap: { '/sources': debuggee } };
  await launch(client, configuration, () =>
    client.request('setBreakpoints', { source: { path }, breakpoints: [{ line }] }),
  );
  const { thread } = await stopped(client);
  const { stackFrames } = (await client.request('stackTrace', { threadId: thread })) as {
    stackFrames: { instructionPointerReference: string }[];
  };
  const memoryReference = stackFrames[0]!.instructionPointerReference;
  const { instructions } = await client.request('disassemble', {
    memoryReference,
    instructionCount: 1_000_000_000,
  });
  assert.equal((instructions as unknown[]).length, 10_000);
  client.close();
  await client.over;
});
