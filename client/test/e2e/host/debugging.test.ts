import assert from 'node:assert/strict';
import * as vscode from 'vscode';
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

  it('stops what it debugs when the session ends', async () => {
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

describe('the debug type wit', function () {
  this.timeout(120_000);

  after(() => vscode.debug.stopDebugging());

  it('stops at a function of a .wit file, with the chain of instances and arguments as WIT values', async () => {
    const wit = await show('wit/service.wit');
    const line = positionOf(wit, 'check: func').line;
    const breakpoint = new vscode.SourceBreakpoint(
      new vscode.Location(wit.uri, new vscode.Position(line, 0)),
    );
    vscode.debug.addBreakpoints([breakpoint]);
    const ended = new Promise((resolve) => vscode.debug.onDidTerminateDebugSession(resolve));
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const invoke = 'handle({method: "GET", path: "/me", authorization: some("ada"), body: ""})';
    const program = sample('composition.toml').fsPath;
    const configuration = { type: 'wit', request: 'launch', name: 'WIT', program, invoke };
    assert.ok(await vscode.debug.startDebugging(folder, configuration));

    const frame = await eventually(() => {
      const item = vscode.debug.activeStackItem;
      return item instanceof vscode.DebugStackFrame && item.session.type === 'wit' && item;
    });
    const { stackFrames } = await frame.session.customRequest('stackTrace', { threadId: frame.threadId });
    const names = (stackFrames as { name: string }[]).map(({ name }) => name);
    assert.match(names[0]!, /^auth: .*check/);
    assert.match(names[1]!, /^handler: .*handle/);
    assert.equal(stackFrames[0].line, line + 1);
    const { scopes } = await frame.session.customRequest('scopes', { frameId: stackFrames[0].id });
    const { variables } = await frame.session.customRequest('variables', scopes[0]);
    assert.deepEqual(
      (variables as { name: string; value: string }[]).map(({ name, value }) => [name, value]),
      [['authorization', 'some("ada")']],
    );

    vscode.debug.removeBreakpoints([breakpoint]);
    await frame.session.customRequest('continue', { threadId: frame.threadId });
    await ended;
  });
});

/** The variables that the program itself declared in the innermost scope. */
async function locals(session: vscode.DebugSession, frameId: number): Promise<Record<string, string>> {
  const { scopes } = await session.customRequest('scopes', { frameId });
  const { variables } = await session.customRequest('variables', scopes[0]);
  const wanted = (variables as { name: string; value: string }[]).filter(({ name }) =>
    ['path', 'query'].includes(name),
  );
  return Object.fromEntries(wanted.map(({ name, value }) => [name, value]));
}
