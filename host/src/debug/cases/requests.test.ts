import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { CAPABILITIES } from '../adapter/capabilities.ts';
import { session } from '../testing/debuggee.ts';
import { golden } from '../testing/golden.ts';

/** Requests that lack a parameter, or have one of another type. */
const MALFORMED: readonly (readonly [command: string, args: object])[] = [
  ['setBreakpoints', {}],
  ['setBreakpoints', { source: { path: '/a.wit' }, breakpoints: [{}] }],
  ['setBreakpoints', { source: null, breakpoints: [] }],
  ['setFunctionBreakpoints', { breakpoints: [{ name: 5 }] }],
  ['setExceptionBreakpoints', { filters: 'trap' }],
  ['stackTrace', { threadId: 'one' }],
  ['scopes', {}],
  ['variables', { variablesReference: '1' }],
  ['setVariable', { variablesReference: 1, name: 'a' }],
  ['evaluate', { expression: 5 }],
  ['completions', { text: 'a' }],
  ['readMemory', { memoryReference: 16, count: 4 }],
  ['writeMemory', { memoryReference: '0:0x10' }],
  ['disassemble', { memoryReference: '0x0' }],
  ['exceptionInfo', {}],
  ['continue', {}],
  ['next', { threadId: null }],
  ['stepIn', { threadId: [] }],
  ['stepOut', { threadId: {} }],
];

/** Well-formed, and there is nothing that they are about. */
const POINTLESS: readonly (readonly [command: string, args: object])[] = [
  ['evaluate', { expression: 'a' }],
  ['readMemory', { memoryReference: '0:0x10', count: 4 }],
  ['readMemory', { memoryReference: 'nowhere', count: 4 }],
  ['writeMemory', { memoryReference: '0:0x10', data: 'AA==' }],
  ['disassemble', { memoryReference: '0x0', instructionCount: 4 }],
  ['setVariable', { variablesReference: 99, name: 'a', value: '1' }],
  ['gotoTargets', {}],
];

/** Before a launch. */
const TOO_EARLY: readonly (readonly [command: string, args: object])[] = [
  ['setBreakpoints', { source: { path: '/a.ts' }, breakpoints: [{ line: 1 }] }],
  ['setFunctionBreakpoints', { breakpoints: [{ name: 'total' }] }],
  ['setExceptionBreakpoints', { filters: ['trap'] }],
  ['configurationDone', {}],
  ['continue', { threadId: 1 }],
  ['next', { threadId: 1 }],
  ['pause', { threadId: 1 }],
  ['restart', {}],
];

describe('invalid requests', () => {
  it('get an error with the reason, and the session continues', async () => {
    const client = session(storage);
    await client.request('initialize');
    for (const [command, args] of MALFORMED)
      await assert.rejects(
        client.request(command, args),
        new RegExp(`^Error: the request ${command} has no "`),
      );
    for (const [command, args] of POINTLESS)
      await assert.rejects(client.request(command, args), (error: Error) => !/failed/.test(error.message));
    assert.deepEqual(await client.request('threads'), { threads: [] });
    assert.deepEqual(await client.request('initialize'), CAPABILITIES);
    client.close();
    await client.over;
  });

  it('get an error in the wrong order, and the program runs once', async () => {
    const client = session(storage);
    for (const [command, args] of TOO_EARLY)
      await assert.rejects(client.request(command, args), /^Error: no program has been launched/);
    const program = resolve('test-fixtures/programs/service/service.wasm');
    const configuration = { program, serve: true };
    const [first, second] = await Promise.allSettled([
      client.request('launch', configuration),
      client.request('launch', configuration),
    ]);
    assert.equal(first.status, 'fulfilled');
    assert.match(String((second as PromiseRejectedResult).reason), /this session has a program/);
    await client.event('initialized');
    await client.request('configurationDone');
    await client.request('configurationDone');
    await client.event('output');
    await assert.rejects(client.request('launch', configuration), /this session has a program/);
    golden(client, 'wrong-order.log', resolve('test-fixtures/programs'));
    await Promise.all([client.request('disconnect'), client.request('disconnect')]);
    await client.over;
    assert.equal(client.output['console']!.match(/Serving HTTP/g)!.length, 1);
  });
});
