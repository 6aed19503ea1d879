/** Starts the server and the command as they are built (`npm run build`). */
import assert from 'node:assert/strict';
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PROGRAM, startBuiltServer } from '../testing/built-server.ts';
import { LspClient } from '../testing/lsp-client.ts';

const COMMAND = fileURLToPath(new URL('../../../dist/cli/wit-studio.js', import.meta.url));
const programs = [
  ['the server', [PROGRAM]],
  ['the command', [COMMAND, 'lsp']],
] as const;

const folder = mkdtempSync(join(tmpdir(), 'wit-transport-'));
const children = new Set<ChildProcess>();
after(() => {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true });
});

function start(args: readonly string[]) {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  children.add(child);
  return child;
}

function startBuilt() {
  const server = startBuiltServer();
  children.add(server.process);
  return server;
}

const handshake = { processId: process.pid, rootUri: null, capabilities: {} };

async function greets(client: LspClient): Promise<void> {
  const { serverInfo } = await client.request<{ serverInfo: { name: string } }>('initialize', handshake);
  assert.equal(serverInfo.name, 'wit-studio');
}

/** Opens a port or a pipe, as a client does, starts the server on it, and speaks to it. */
async function greetsOver(address: number | string, args: (at: string) => readonly string[]): Promise<void> {
  const listener = createServer();
  if (typeof address === 'number') listener.listen(address, '127.0.0.1');
  else listener.listen(address);
  await once(listener, 'listening');
  const at = listener.address();
  const child = start(args(typeof at === 'string' ? at : String(at?.port)));
  const ended = once(child, 'exit');
  const [socket] = (await once(listener, 'connection')) as [Socket];
  await greets(new LspClient(socket, socket));
  socket.destroy();
  await ended;
  listener.close();
}

for (const [name, program] of programs) {
  describe(`${name} speaks LSP`, { concurrency: 3 }, () => {
    test('on standard input and output, with or without the option', async () => {
      for (const args of [['--stdio'], ['--stdio', `--clientProcessId=${process.pid}`], []]) {
        const { stdin, stdout } = start([...program, ...args]);
        await greets(new LspClient(stdin, stdout));
      }
    });

    test('on a socket, and exits when it closes', () =>
      greetsOver(0, (port) => [...program, `--socket=${port}`, `--clientProcessId=${process.pid}`]));

    test('on a pipe, and exits when it closes', { skip: process.platform === 'win32' }, () =>
      greetsOver(join(folder, `${name.length}.sock`), (path) => [...program, '--pipe', path]),
    );

    test('over the IPC channel of a forked process', async () => {
      const child = fork(program[0], [...program.slice(1), '--node-ipc'], { stdio: 'inherit' });
      children.add(child);
      child.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params: handshake });
      const [answer] = (await once(child, 'message')) as [{ result: { serverInfo: { name: string } } }];
      assert.equal(answer.result.serverInfo.name, 'wit-studio');
    });

    for (const [args, sentence] of [
      [['--socket=none'], /--socket requires a port/],
      [['--socket=1'], /The client does not listen at --socket 1/],
      [['--pipe', join(folder, 'nobody')], /The client does not listen at --pipe/],
      [['--pipe'], /--pipe/],
      [['--node-ipc'], /--node-ipc requires a process that Node\.js forked/],
      [['--stdio', '--node-ipc'], /--stdio and --node-ipc exclude each other/],
      [['--tcp'], /--tcp/],
    ] as const) {
      test(`rejects ${args.join(' ').replace(folder, '…')} with a message`, async () => {
        const child = start([...program, ...args]);
        let output = '';
        child.stderr.on('data', (text) => (output += text));
        const [code] = (await once(child, 'close')) as [number];
        assert.equal(code, 2);
        assert.match(output, sentence);
        assert.doesNotMatch(output, /^\s+at /m);
      });
    }
  });
}

describe('the server exits', () => {
  test('silently when its output is closed', async () => {
    const child = start([PROGRAM, '--stdio']);
    let output = '';
    child.stderr.on('data', (text) => (output += text));
    const client = new LspClient(child.stdin, child.stdout);
    await greets(client);
    child.stdout.destroy();
    client.notify('initialized', {});
    void client.request('shutdown', null).catch(() => {});
    const [code] = (await once(child, 'close')) as [number];
    assert.deepEqual([code, output], [1, '']);
  });

  test('with code 0 after shutdown, and with 1 without it', async () => {
    const polite = startBuilt();
    await polite.client.request('initialize', handshake);
    await polite.client.request('shutdown', null);
    const late = polite.client.request('textDocument/hover', { textDocument: { uri: 'file:///a.wit' } });
    await assert.rejects(late, { code: -32600 });
    polite.client.notify('exit', null);
    assert.equal(await polite.ended, 0);
    const rude = startBuilt();
    rude.client.notify('exit', null);
    assert.equal(await rude.ended, 1);
  });

  test('when its input ends', async () => {
    const server = startBuilt();
    await server.client.request('initialize', handshake);
    server.process.stdin?.end();
    assert.equal(await server.ended, 1);
  });

  test('when the editor process has ended, even if the pipes are open', async () => {
    const editor = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const server = startBuilt();
    await server.client.request('initialize', { ...handshake, processId: editor.pid });
    editor.kill();
    assert.equal(await server.ended, 1);
  });
});
