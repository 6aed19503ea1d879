import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { locals } from './stops.ts';
import { eventually, positionOf, sample, show } from './support.ts';

describe('debugging', function () {
  this.timeout(120_000);

  let server: { url: string };

  after(() => vscode.debug.stopDebugging());

  it('stops at a breakpoint in a TypeScript component, with its variables', async () => {
    const handler = await show('handler/src/handler.ts');
    const line = positionOf(handler, "if (path === '/hello')").line;
    const breakpoint = new vscode.SourceBreakpoint(
      new vscode.Location(handler.uri, new vscode.Position(line, 0)),
    );
    vscode.debug.addBreakpoints([breakpoint]);

    server = await vscode.commands.executeCommand<{ url: string }>('wit.debug', sample('composition.toml'));
    const answer = fetch(new URL('/hello?name=ada', server.url)).then((response) => response.text());
    const frame = await eventually(() => {
      const item = vscode.debug.activeStackItem;
      return item instanceof vscode.DebugStackFrame && item;
    });
    const { stackFrames } = await frame.session.customRequest('stackTrace', { threadId: frame.threadId });
    assert.equal(stackFrames[0].name, 'handle');
    // A remote editor makes a URI of the path.
    assert.equal(vscode.Uri.parse(stackFrames[0].source.path).path, handler.uri.path);
    assert.equal(stackFrames[0].line, line + 1);
    assert.deepEqual(await locals(frame.session, stackFrames[0].id), {
      path: "'/hello'",
      query: "'name=ada'",
    });

    vscode.debug.removeBreakpoints([breakpoint]);
    await frame.session.customRequest('continue', { threadId: frame.threadId });
    assert.match(await answer, /ada!/);
  });

  it('stops the debuggee when the session ends', async () => {
    assert.ok(vscode.debug.activeDebugSession);
    const ended = new Promise((resolve) => vscode.debug.onDidTerminateDebugSession(resolve));
    await vscode.debug.stopDebugging();
    await ended;
    const answers = () =>
      fetch(server.url).then(
        () => true,
        () => false,
      );
    await eventually(async () => !(await answers()));
  });
});
