import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { folderWith, type Folder } from '../../compose/testing/folder.ts';
import { unitWat, type Unit } from '../../compose/testing/units.ts';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import type { Client } from '../testing/client.ts';
import { commandSession, launch, session, stopped } from '../testing/debuggee.ts';
import { golden } from '../testing/golden.ts';

const a: Unit = { export: 't:g/a@1.0.0', imports: [], add: 7, counts: true };
const b: Unit = { export: 't:g/b@1.0.0', imports: [a.export], add: 11 };
const top: Unit = { export: 'run', imports: [b.export, a.export], add: 1 };

const WIT = `package t:g@1.0.0;

interface a {
  /// Adds.
  f: func(x: u32) -> u32;
}

interface b {
  f: func(x: u32) -> u32;
}

interface c {
  f: func(x: u32) -> u32;
}

world w {
  import a;
  import b;
  export run: func(x: u32) -> u32;
}
`;

/** Exports functions without parameters. */
const bodies = (functions: Readonly<Record<string, string>>): string => {
  const each = (text: (name: string, body: string) => string) =>
    Object.entries(functions)
      .map(([name, body]) => text(name, body))
      .join(' ');
  return `(component
    (core module $m ${each((name, body) => `(func (export "${name}") ${body})`)})
    (core instance $i (instantiate $m))
    ${each((name) => `(func (export "${name}") (canon lift (core func $i "${name}")))`)})`;
};

describe('debugging at the level of WIT', { timeout: 120_000 }, () => {
  let folder: Folder;
  let program: string;
  let wit: string;
  before(async () => {
    folder = await folderWith({
      'top.wasm': unitWat(top),
      'b.wasm': unitWat(b),
      'a.wasm': unitWat(a),
      'wit/g.wit': WIT,
      'bad.wasm': bodies({ trap: 'unreachable', loop: '(loop (br 0))' }),
      'composition.toml': '[instances]\na = "a.wasm"\nb = "b.wasm"\ntop = "top.wasm"\n',
    });
    program = (await folder.compose({ plan: 'composition.toml', out: 'out.wasm' })).component;
    wit = join(folder.path, 'wit/g.wit');
  });
  after(() => folder[Symbol.asyncDispose]());

  const at = (client: Client, ...breakpoints: object[]) =>
    client.request('setBreakpoints', { source: { path: wit }, breakpoints });

  it('speaks the protocol over standard streams, request by request', async () => {
    const client = commandSession(storage);
    await launch(client, { program, invoke: 'run(5)' }, async () => {
      await at(client, { line: 13 }, { line: 19 });
      await client.request('setExceptionBreakpoints', { filters: ['trap'] });
    });
    const first = await stopped(client);
    await client.request('threads');
    await client.request('stepIn', { threadId: first.thread });
    await stopped(client);
    await client.request('stepIn', { threadId: first.thread });
    const deepest = await stopped(client);
    const variablesReference = deepest.references['Arguments'];
    await client.request('setVariable', { variablesReference, name: 'x', value: '100' });
    await client.request('next', { threadId: first.thread });
    await stopped(client);
    await client.request('stepOut', { threadId: first.thread });
    await stopped(client);
    await at(client);
    await client.request('continue', { threadId: first.thread });
    await client.event('terminated');
    await client.request('disconnect');
    assert.equal(await client.over, 0);
    // f(100) + 100 and 7 in place of f(7) + 107, in b twice, in top twice again.
    assert.deepEqual(client.output, { console: '1507\n' });
    golden(client, 'wit-level.log', folder.path);
  });

  it('supports conditions, hit counts and logpoints', async () => {
    const client = session(storage);
    await launch(client, { program, invoke: 'run(5)' }, () =>
      at(
        client,
        { line: 5, logMessage: 'a gives {result} for {x}' },
        { line: 5, hitCondition: '2' },
        { line: 9, condition: 'x == 6 && result > 200' },
      ),
    );
    const result = await stopped(client);
    assert.deepEqual(result.frames, ['b: t:g/b.f (returned)', 'top: run']);
    assert.deepEqual(result.scopes, { Arguments: ['x = 6'], Result: ['result = 245'] });
    const evaluate = async (expression: string) =>
      (await client.request('evaluate', { expression, frameId: result.thread * 10_000 }))['result'];
    assert.equal(await evaluate('result'), '245');
    assert.equal(await evaluate('t:g/a.f(1)'), '208');
    await assert.rejects(evaluate('run(1)'), /top is in the middle of a call/);
    await assert.rejects(evaluate('t:g/a.f("x")'), /expected a u32/);
    await client.request('continue', { threadId: result.thread });
    const second = await stopped(client);
    assert.deepEqual(second.frames, ['a: t:g/a.f', 'top: run']);
    await client.request('continue', { threadId: second.thread });
    await client.event('terminated');
    // The call that was evaluated counts as one of `a`.
    assert.equal(client.output['console'], 'a gives 114 for 7\na gives 313 for 6\n1435\n');
    client.close();
    await client.over;
  });

  it('stops at the error of a result, with its value by parts', async () => {
    const client = session(storage);
    const program = resolve('test-fixtures/workspaces/edge/auth/auth.wasm');
    await launch(client, { program, invoke: 'check(some("Bearer x"))' }, () =>
      client.request('setExceptionBreakpoints', { filters: ['error'] }),
    );
    const { reason, text, scopes, references, thread } = await stopped(client);
    assert.deepEqual([reason, text], ['exception', 'edge:service/auth.check of auth: err(unknown("x"))']);
    assert.deepEqual(scopes, {
      Arguments: ['authorization = some("Bearer x")'],
      Result: ['result = err(unknown("x"))'],
    });
    const variablesReference = references['Result'];
    const value = 'ok({name: "Eve", admin: true})';
    await client.request('setVariable', { variablesReference, name: 'result', value });
    await client.request('continue', { threadId: thread });
    await client.event('terminated');
    assert.equal(client.output['console'], `${value}\n`);
    client.close();
    await client.over;
  });

  it('stops at a trap, and reports it when the session ends', async () => {
    const client = session(storage);
    await launch(client, { program: join(folder.path, 'bad.wasm'), invoke: 'trap()' });
    const { reason, text, thread } = await stopped(client);
    assert.deepEqual(
      [reason, text],
      ['exception', 'trap of bad: wasm trap: wasm `unreachable` instruction executed'],
    );
    await client.request('continue', { threadId: thread });
    assert.deepEqual(await client.event('exited'), { exitCode: 1 });
    assert.match(client.output['important']!, /^the guest trapped: .*unreachable/);
    client.close();
    await client.over;
  });

  it('ends looping and paused guests with the editor', async () => {
    const loops = session(storage);
    const configuration = { program: join(folder.path, 'bad.wasm'), invoke: 'loop()', stopOnEntry: true };
    await launch(loops, configuration);
    const { thread } = await stopped(loops);
    await loops.request('continue', { threadId: thread });
    await loops.request('disconnect');
    await loops.over;
    const trapping = session(storage);
    await launch(trapping, { ...configuration, invoke: 'trap()' });
    await stopped(trapping);
    trapping.close();
    await trapping.over;
  });

  it('reports why a breakpoint is not verified', async () => {
    const client = session(storage);
    await client.request('initialize');
    await client.request('launch', { program, invoke: 'run(5)' });
    const body = await at(
      client,
      { line: 13 },
      { line: 99 },
      // An import, above a function.
      { line: 18 },
      { line: 5, condition: 'y == 1' },
      { line: 5, hitCondition: 'often' },
    );
    const messages = (body['breakpoints'] as { message: string }[]).map(({ message }) => message);
    assert.deepEqual(messages, [
      'no instance of the program imports or exports t:g/c.f',
      'there is no function on this line',
      'there is no function on this line',
      'column 1 of the condition: expected x or result, found y',
      'expected a count as in 5, > 5 or % 5, found often',
    ]);
    client.close();
    await client.over;
  });

  it('refuses a configuration without anything to run, and a missing program', async () => {
    const client = session(storage);
    await assert.rejects(client.request('launch', {}), /names no "program"/);
    await assert.rejects(client.request('launch', { program, args: 'x' }), /"args" .* not a list/);
    await assert.rejects(client.request('launch', { program: join(folder.path, 'no.wasm') }), /no such file/);
    client.close();
    await client.over;
  });
});
