import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { ownNode } from '../../base/guest-node.ts';
import type { HostError } from '../../base/problem.ts';
import { mayInspect } from '../../supervise/permissions.ts';
import { fromSources } from '../../testing/from-sources.ts';
import { findServer, listServers } from '../attach/servers.ts';
import { commandSession, session, stopped } from '../testing/debuggee.ts';
import { golden } from '../testing/golden.ts';

const program = resolve('test-fixtures/programs/service/service.wasm');
const HANDLE = 'wasi:http/incoming-handler.handle';

/** `wit-studio serve`, and where it listens. */
async function server(
  served = program,
): Promise<{ child: ChildProcess; url: string; exit: Promise<unknown> }> {
  const args = [...fromSources('cli/src/main.ts'), 'serve', '--addr', '127.0.0.1:0', served];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, XDG_CACHE_HOME: storage },
  });
  const exit = once(child, 'exit').then(([code]) => code as unknown);
  const url = await new Promise<string>((found) => {
    let text = '';
    child.stderr.on('data', (chunk) => {
      text += String(chunk);
      const [, address] = /Serving HTTP on (\S+)/.exec(text) ?? [];
      if (address !== undefined) found(address);
    });
  });
  return { child, url, exit };
}

const textOf = (url: string): Promise<string> => fetch(url).then((response) => response.text());

describe('attaching to a server', { timeout: 240_000 }, () => {
  const runtime = mkdtempSync(join(tmpdir(), 'wit-attach-'));
  const former = process.env['XDG_RUNTIME_DIR'];
  let served: Awaited<ReturnType<typeof server>>;
  before(async () => {
    process.env['XDG_RUNTIME_DIR'] = runtime;
    served = await server();
  });
  after(async () => {
    served.child.kill('SIGKILL');
    await served.exit;
    if (former === undefined) delete process.env['XDG_RUNTIME_DIR'];
    else process.env['XDG_RUNTIME_DIR'] = former;
    rmSync(runtime, { recursive: true });
  });

  it('stops its requests, and detaches while one is paused, leaving it running', async () => {
    const plain = await textOf(served.url);
    const client = commandSession(storage);
    await client.request('initialize', { adapterID: 'wit' });
    await client.request('attach', { port: Number(new URL(served.url).port) });
    await client.event('initialized');
    await client.request('setFunctionBreakpoints', { breakpoints: [{ name: HANDLE }] });
    await client.request('configurationDone');
    await client.event('output');
    const first = textOf(served.url);
    const { frames, thread } = await stopped(client);
    assert.deepEqual(frames, [`service: ${HANDLE}`]);
    await client.request('continue', { threadId: thread });
    assert.equal(await first, plain);
    const second = textOf(served.url);
    await stopped(client);
    await client.request('disconnect');
    assert.equal(await client.over, 0);
    golden(client, 'attach.log', runtime);
    assert.equal(await second, plain);
    assert.equal(await textOf(served.url), plain);
  });

  it('completes a request that is paused at a line when the debugger is killed', async () => {
    const debuggee = resolve('test-fixtures/debuggee');
    const { child, url, exit } = await server(join(debuggee, 'counter.wasm'));
    const status = async () => (await fetch(url)).status;
    const before = await status();
    const client = commandSession(storage);
    await client.request('initialize', { adapterID: 'wit' });
    await client.request('attach', { pid: child.pid, sourceMap: { '/sources': debuggee } });
    const path = join(debuggee, 'counter.c');
    const line = readFileSync(path, 'utf8').split('\n').indexOf('  drop_request(request);') + 1;
    await client.request('setBreakpoints', { source: { path }, breakpoints: [{ line }] });
    await client.request('configurationDone');
    while (!/Serving HTTP/.test(client.output['console'] ?? '')) await client.event('output');
    const paused = status();
    assert.equal((await stopped(client)).places[0], `handle:${line}`);
    await client.request('setBreakpoints', { source: { path }, breakpoints: [] });
    let isOver = false;
    const meanwhile = (async () => {
      // The permission model of Node.js 20 needs another process.
      while (!isOver && mayInspect(ownNode())) assert.equal(await status(), before);
    })();
    client.child.kill('SIGKILL');
    assert.equal(await paused, before);
    isOver = true;
    await meanwhile;
    child.kill('SIGKILL');
    await exit;
  });

  it('is refused while another debugger is attached, and without a matching server', async () => {
    const client = session(storage);
    await client.request('attach', { pid: served.child.pid! });
    await client.request('configurationDone');
    await client.event('output');
    const other = session(storage);
    await other.request('attach', { pid: served.child.pid! });
    await other.request('configurationDone');
    assert.deepEqual(await other.event('exited'), { exitCode: 1 });
    assert.match(other.output['important']!, /another debugger is attached to the server/);
    await assert.rejects(other.request('attach', { port: 1 }), /there is no server to attach to/);
    await assert.rejects(
      findServer({ port: 1 }),
      ({ problem }: HostError) => problem.code === 'attach-failed',
    );
    await assert.rejects(other.request('attach', { port: 'x' }), /"port" .* is not a number/);
    for (const one of [client, other]) {
      one.close();
      await one.over;
    }
    assert.equal(await textOf(served.url), 'not found\n');
  });

  it('finds servers by sockets that only this user can open, and stops one on demand', async () => {
    assert.deepEqual(await listServers(), [{ pid: served.child.pid, program, url: served.url }]);
    const client = session(storage);
    await client.request('attach');
    await client.request('configurationDone');
    await client.event('output');
    await client.request('disconnect', { terminateDebuggee: true });
    await client.over;
    assert.equal(await served.exit, 0);
    assert.deepEqual(await listServers(), []);
    const [folder] = readdirSync(runtime);
    assert.deepEqual(readdirSync(join(runtime, folder!)), []);
  });
});
