import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { breakIn, locals, served, stopAt } from './stops.ts';
import { eventually, sample } from './support.ts';

describe('attaching to a server', function () {
  this.timeout(240_000);

  let server: ChildProcess;
  after(async () => {
    await vscode.debug.stopDebugging();
    server.kill();
  });

  it('stops a request in handler.ts, and leaves the server as it was', async () => {
    const { extensionPath } = vscode.extensions.getExtension('wit-studio.wit-studio')!;
    const command = join(extensionPath, 'dist/cli/wit-studio.js');
    const args = ['serve', '--addr', '127.0.0.1:0', sample('composition.toml').fsPath];
    server = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    const url = await new Promise<string>((found) => {
      let text = '';
      server.stderr!.on('data', (chunk) => {
        const [, address] = /Serving HTTP on (\S+)/.exec((text += String(chunk))) ?? [];
        if (address !== undefined) found(address);
      });
    });
    const [line, remove] = await breakIn('handler/src/handler.ts', "if (path === '/hello')");
    const session = await served({ request: 'attach', port: Number(new URL(url).port) });
    assert.equal(session.url, url);
    const answer = session.ask('/hello?name=ada');
    const { session: attached, frames, step } = await stopAt(/^handle$/);
    assert.equal(frames[0]!.line, line);
    assert.equal((await locals(attached, frames[0]!.id))['query'], '"name=ada"');
    remove();
    await step('continue');
    assert.match(await answer, /^Hello, .*ada!/);
    const ended = new Promise((resolve) => vscode.debug.onDidTerminateDebugSession(resolve));
    await vscode.debug.stopDebugging(attached);
    await ended;
    // Connections are refused while it switches back.
    const later = () => session.ask('/hello').catch(() => undefined);
    assert.match(await eventually(later), /^Hello, .*world!/);
  });
});
