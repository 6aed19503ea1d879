import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it, mock } from 'node:test';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { DebugInformation } from '../source/debug-information.ts';
import { SourceProgram } from '../source/source-program.ts';
import { launch, session, stopped } from '../testing/debuggee.ts';

const debuggee = resolve('test-fixtures/debuggee');
const programOf = (name: string): string => resolve(`test-fixtures/programs/${name}/${name}.wasm`);

describe('stops of a session', { timeout: 120_000 }, () => {
  it('has the panic message of a guest', async () => {
    const client = session(storage);
    await launch(client, { program: programOf('command'), args: ['panic'] });
    const { reason, text, thread } = await stopped(client);
    assert.equal(reason, 'exception');
    assert.match(String(text), /^panic: the guest gives up \(at src\/process\.rs:\d+:\d+\)$/);
    const { description, details, exceptionId } = await client.request('exceptionInfo', { threadId: thread });
    assert.equal(description, `${text}. The guest wrote this message before it trapped.`);
    assert.deepEqual([exceptionId, details], ['trap', { message: text, typeName: 'trap' }]);
    await client.request('continue', { threadId: thread });
    assert.deepEqual(await client.event('exited'), { exitCode: 1 });
    client.close();
    await client.over;
  });

  it('has a call that the host denied', async () => {
    const client = session(storage);
    const configuration = { program: programOf('network'), args: ['tcp.create', '4'] };
    await launch(client, configuration, () =>
      client.request('setExceptionBreakpoints', { filters: ['denied'] }),
    );
    const { reason, text, thread, frames } = await stopped(client);
    assert.deepEqual(
      [reason, text],
      ['exception', 'wasi:sockets/tcp-create-socket.create-tcp-socket of host: err(access-denied)'],
    );
    assert.match(frames[0]!, /^host: wasi:sockets\/tcp-create-socket/);
    const { description, exceptionId } = await client.request('exceptionInfo', { threadId: thread });
    assert.deepEqual([exceptionId, description], ['denied', text]);
    await client.request('continue', { threadId: thread });
    await client.event('terminated');
    client.close();
    await client.over;
  });
});

describe('a reader of debug information that traps', { timeout: 120_000 }, () => {
  it('continues without debug information, and reports that once', async () => {
    const trapping = { frames: () => assert.fail('unreachable') };
    let reports = 0;
    const information = new DebugInformation(trapping as never, () => reports++);
    assert.deepEqual(information.frames(1), []);
    assert.deepEqual(information.variables(1, 0, undefined as never), []);
    assert.equal(information.body(1), undefined);
    assert.equal(reports, 1);
  });

  it('leaves no thread paused', async (t) => {
    t.after(() => mock.restoreAll());
    const client = session(storage);
    await launch(
      client,
      {
        program: resolve(debuggee, 'auth.wasm'),
        invoke: 'check(some("Bearer x"))',
        sourceMap: { '/sources': resolve('test-fixtures/workspaces/edge/auth') },
      },
      async () => {
        const source = { path: resolve('test-fixtures/workspaces/edge/auth/src/lib.rs') };
        const line =
          readFileSync(source.path, 'utf8')
            .split('\n')
            .findIndex((one) => one.includes('let token')) + 1;
        await client.request('setBreakpoints', { source, breakpoints: [{ line }] });
      },
    );
    const { thread: threadId } = await stopped(client);
    mock.method(SourceProgram.prototype, 'moduleOf', () => assert.fail('nobody foresaw this'));
    await client.request('next', { threadId });
    await client.event('terminated');
    assert.match(client.output['console']!, /not debugged in its sources any more: nobody foresaw this/);
    client.close();
    await client.over;
  });
});
