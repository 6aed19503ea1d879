import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { PROTOCOL_VERSION, type DebugResult } from '../protocol.ts';
import { fromSources } from '../testing/from-sources.ts';

/** Whether something listens on a port of this machine. */
const isOpen = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      done(true);
    });
    socket.on('error', () => done(false));
  });

/** A port that stays open fails by the test's own time limit. */
async function closed(port: number): Promise<void> {
  while (await isOpen(port)) await new Promise((done) => setTimeout(done, 20));
}

/** Does the one thing that a debugger must: lets the process go on. The mask of the frame is zero. */
async function attach(port: number): Promise<void> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as { id: string }[];
  const key = 'x'.repeat(16);
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': Buffer.from(key).toString('base64'),
  };
  const text = JSON.stringify({ id: 1, method: 'Runtime.runIfWaitingForDebugger' });
  await new Promise<void>((done, fail) => {
    const call = request({ port, host: '127.0.0.1', path: `/${targets[0]?.id}`, headers });
    call.on('upgrade', (_response, socket) => {
      socket.write(Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0, ...Buffer.from(text)]));
      done();
    });
    call.on('error', fail).end();
  });
}

describe('debugging', { timeout: 300_000 }, () => {
  let root: string;
  let host: ChildProcess;
  let debugging: DebugResult;

  before(() => {
    root = mkdtempSync(join(tmpdir(), 'wit-studio-debug-'));
    cpSync('test-fixtures/workspaces/edge', join(root, 'edge'), { recursive: true });
  });
  afterEach(() => host.kill('SIGKILL'));
  after(() => rmSync(root, { recursive: true }));
  beforeEach(async () => {
    host = spawn(process.execPath, fromSources('host/src/main.ts'), { stdio: ['pipe', 'pipe', 'inherit'] });
    assert.ok(host.stdout && host.stdin);
    const connection = createMessageConnection(
      new StreamMessageReader(host.stdout),
      new StreamMessageWriter(host.stdin),
    );
    connection.listen();
    const storage = join(root, 'storage');
    await connection.sendRequest('initialize', { protocolVersion: PROTOCOL_VERSION, storage });
    const plan = join(root, 'edge/composition.toml');
    debugging = await connection.sendRequest('debug', { job: 1, plan, grants: {}, addr: '127.0.0.1:0' });
    assert.ok(await isOpen(debugging.inspectorPort));
  });

  it('answers requests once a debugger has attached', async () => {
    await attach(debugging.inspectorPort);
    const answer = await fetch(new URL('/hello?name=ada', debugging.url));
    assert.equal(await answer.text(), 'Hello, ada!\n');
  });

  it('ends a process that waits for the debugger with the host that is killed', async () => {
    host.kill('SIGKILL');
    await closed(debugging.inspectorPort);
  });
});
