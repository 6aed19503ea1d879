import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { PROTOCOL_VERSION, type DebugResult, type Grants } from '../../protocol.ts';
import { fromSources } from '../../testing/from-sources.ts';
import { oddServer } from '../../testing/odd-server.ts';

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

/** Resumes the process, as a debugger must. The mask of the frame is zero. */
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

/** Makes the handler of the sample send a request to the authority in its query, for `/relay`. */
function letHandlerSend(edge: string): void {
  const edit = (path: string, from: string, to: string) => {
    const text = readFileSync(join(edge, path), 'utf8');
    assert.ok(text.includes(from), `${path} has no ${from}`);
    writeFileSync(
      join(edge, path),
      text.replace(from, () => to),
    );
  };
  const outgoing = 'import wasi:http/outgoing-handler@0.2.12;';
  edit('wit/service.wit', '  import auth;\n', `  import auth;\n  ${outgoing}\n`);
  const relay = `import { Fields, OutgoingRequest } from 'wasi:http/types@0.2.12';
import { handle as send } from 'wasi:http/outgoing-handler@0.2.12';

function relay(authority: string): Response {
  const request = new OutgoingRequest(new Fields());
  request.setAuthority(authority);
  request.setScheme({ tag: 'HTTP' });
  request.setPathWithQuery('/hello');
  try {
    const future = send(request, undefined);
    future.subscribe().block();
    const found = future.get() as any;
    const body = found.val.val.consume().stream().blockingRead(100n);
    return text(found.val.val.status(), new TextDecoder().decode(body));
  } catch (error: any) {
    return text(502, error.payload.tag);
  }
}
`;
  edit('handler/src/handler.ts', '/** Everybody', `${relay}\n/** Everybody`);
  edit(
    'handler/src/handler.ts',
    "  if (path === '/hello')",
    "  if (path === '/relay') return relay(query!);\n  if (path === '/hello')",
  );
}

describe('debugging', { timeout: 300_000 }, () => {
  let root: string;
  let host: ChildProcess;
  let debugging: DebugResult;
  let debug: (edge: string, grants: Grants) => Promise<DebugResult>;

  before(() => {
    root = mkdtempSync(join(tmpdir(), 'wit-studio-debug-'));
    for (const edge of ['edge', 'sending'])
      cpSync('test-fixtures/workspaces/edge', join(root, edge), { recursive: true });
    letHandlerSend(join(root, 'sending'));
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
    let job = 0;
    debug = async (edge, grants) => {
      const plan = join(root, edge, 'composition.toml');
      const params = { job: ++job, plan, grants, addr: '127.0.0.1:0' };
      debugging = await connection.sendRequest('debug', params);
      assert.ok(await isOpen(debugging.inspectorPort));
      return debugging;
    };
  });

  it('handles requests once a debugger has attached', async () => {
    await debug('edge', {});
    await attach(debugging.inspectorPort);
    const answer = await fetch(new URL('/hello?name=ada', debugging.url));
    assert.equal(await answer.text(), 'Hello, ada!\n');
  });

  it('ends a process that waits for the debugger when its host is killed', async () => {
    await debug('edge', {});
    host.kill('SIGKILL');
    await closed(debugging.inspectorPort);
  });

  it('sends requests of the guest when they are granted, and denies them otherwise', async () => {
    const server = await oddServer();
    try {
      for (const [grants, answer] of [
        [{ network: true }, [200, 'hello']],
        [{}, [502, 'HTTP-request-denied']],
      ] as const) {
        await attach((await debug('sending', grants)).inspectorPort);
        const response = await fetch(new URL(`/relay?${server.authority}`, debugging.url));
        assert.deepEqual([response.status, await response.text()], answer);
      }
    } finally {
      server.close();
    }
  });
});
