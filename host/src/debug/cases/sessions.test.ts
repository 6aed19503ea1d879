import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { folderWith, type Folder } from '../../compose/testing/folder.ts';
import { unitWat, type Unit } from '../../compose/testing/units.ts';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import type { Client } from '../testing/client.ts';
import { commandSession, launch, session, stopped } from '../testing/debuggee.ts';

const a: Unit = { export: 't:g/a@1.0.0', imports: [], add: 7 };
const top: Unit = { export: 'run', imports: [a.export], add: 1 };
const other: Unit = { export: 'run', imports: [a.export], add: 1000 };

/** Numbers of the processes that a process has started. */
const childrenOf = (pid: number): readonly string[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([child, parent]) => (child !== undefined && parent === `${pid}` ? [child] : []));

const isThere = (pid: string): boolean => {
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
};

describe('sessions', { timeout: 120_000 }, () => {
  let folder: Folder;
  let program: string;
  let second: string;
  before(async () => {
    folder = await folderWith({
      'a.wasm': unitWat(a),
      'top.wasm': unitWat(top),
      'other.wasm': unitWat(other),
      'composition.toml': '[instances]\na = "a.wasm"\ntop = "top.wasm"\n',
      'other.toml': '[instances]\na = "a.wasm"\nother = "other.wasm"\n',
    });
    program = (await folder.compose({ plan: 'composition.toml', out: 'out.wasm' })).component;
    second = (await folder.compose({ plan: 'other.toml', out: 'other-out.wasm' })).component;
  });
  after(() => folder[Symbol.asyncDispose]());

  const stopInA = (client: Client, of: string): Promise<void> =>
    launch(client, { program: of, invoke: 'run(5)' }, () =>
      client.request('setFunctionBreakpoints', { breakpoints: [{ name: 't:g/a.f' }] }),
    );

  it('run side by side: two of one composition, and one of another', async () => {
    const clients = [program, program, second].map((of) => ({ of, client: session(storage) }));
    await Promise.all(clients.map(({ client, of }) => stopInA(client, of)));
    const threads = await Promise.all(clients.map(async ({ client }) => (await stopped(client)).thread));
    const results = clients.map(async ({ client }, at) => {
      await client.request('continue', { threadId: threads[at] });
      await client.event('terminated');
      client.close();
      await client.over;
      return client.output['console'];
    });
    const [one, same, another] = await Promise.all(results);
    assert.equal(one, same);
    assert.notEqual(one, another);
  });

  it('restart with their breakpoints, while the program is paused and after its end', async () => {
    const client = session(storage);
    await stopInA(client, program);
    const first = await stopped(client);
    await client.request('restart');
    const again = await stopped(client);
    assert.deepEqual(again.frames, first.frames);
    assert.ok(!client.log.some((line) => line.startsWith('* terminated')), client.log.join('\n'));
    await client.request('continue', { threadId: again.thread });
    await client.event('terminated');
    await client.request('restart');
    assert.deepEqual((await stopped(client)).frames, first.frames);
    client.close();
    await client.over;
  });

  for (const [how, end] of Object.entries({
    'a request to disconnect': (client: Client) => client.request('disconnect'),
    'a request to terminate, and one to disconnect': async (client: Client) => {
      await client.request('terminate');
      await client.event('terminated');
      await client.request('disconnect');
    },
  }))
    it(`end every process that they started, by ${how}`, async () => {
      const client = commandSession(storage);
      await stopInA(client, program);
      await stopped(client);
      const processes = childrenOf(client.child.pid!);
      assert.ok(processes.length > 0);
      await end(client);
      assert.equal(await client.over, 0);
      assert.deepEqual(processes.filter(isThere), []);
    });

  it('end with the program, if its process is killed while it is paused', async () => {
    const client = commandSession(storage);
    await stopInA(client, program);
    await stopped(client);
    for (const child of childrenOf(client.child.pid!)) process.kill(Number(child), 'SIGKILL');
    assert.deepEqual(await client.event('exited'), { exitCode: 1 });
    await client.event('terminated');
    assert.match(client.output['important']!, /SIGKILL/);
    await client.request('disconnect');
    assert.equal(await client.over, 0);
  });

  it('end every process that they started when the adapter is killed, also from a line of the sources', async () => {
    const client = commandSession(storage);
    const debuggee = resolve('test-fixtures/debuggee');
    const configuration = {
      program: join(debuggee, 'packing.wasm'),
      invoke: 'packs(5)',
      sourceMap: { '/sources': debuggee },
    };
    await launch(client, configuration, () =>
      client.request('setBreakpoints', {
        source: { path: join(debuggee, 'packing.c') },
        breakpoints: [{ line: 50 }],
      }),
    );
    await stopped(client);
    const processes = childrenOf(client.child.pid!);
    assert.ok(processes.length > 0);
    client.child.kill('SIGKILL');
    await client.over;
    // Fails by the time limit of the test.
    while (processes.some(isThere)) await new Promise((done) => setTimeout(done, 20));
  });
});
