import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { PROTOCOL_VERSION, type DebugResult } from '../protocol.ts';

const MAIN = resolve('host/src/main.ts');

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

describe('debugging', { timeout: 120_000 }, () => {
  let root: string;
  let host: ChildProcess;
  let debugging: DebugResult;

  before(() => {
    root = mkdtempSync(join(tmpdir(), 'wit-studio-debug-'));
    cpSync('test-fixtures/workspaces/edge', join(root, 'edge'), { recursive: true });
  });
  after(() => rmSync(root, { recursive: true }));
  beforeEach(async () => {
    host = spawn(process.execPath, ['--import', 'tsx', MAIN], { stdio: ['pipe', 'pipe', 'inherit'] });
    assert.ok(host.stdout && host.stdin);
    const connection = createMessageConnection(
      new StreamMessageReader(host.stdout),
      new StreamMessageWriter(host.stdin),
    );
    connection.listen();
    const storage = join(root, 'storage');
    await connection.sendRequest('initialize', { protocolVersion: PROTOCOL_VERSION, storage });
    const plan = join(root, 'edge/composition.toml');
    debugging = await connection.sendRequest('debug', { plan, grants: {}, addr: '127.0.0.1:0' });
    assert.ok(await isOpen(debugging.inspectorPort));
  });

  it('ends a process that waits for the debugger with the host that leaves', async () => {
    host.stdin?.end();
    await closed(debugging.inspectorPort);
  });

  it('ends a process that waits for the debugger with the host that is killed', async () => {
    host.kill('SIGKILL');
    await closed(debugging.inspectorPort);
  });
});
