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
    // The part in TypeScript has frames of its own in front of its call.
    assert.equal(names[1], 'handle');
    assert.match(names[2]!, /^handler: .*handle/);
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

describe('a session over TypeScript and Rust', function () {
  this.timeout(240_000);

  after(async () => {
    await vscode.debug.stopDebugging();
    await vscode.workspace.fs.delete(sample('debugged.toml'));
  });

  it('steps from handler.ts through WIT into the source of auth, and the answer arrives', async () => {
    const plan = sample('debugged.toml');
    const text = '[instances]\nauth = "../auth.wasm"\nhandler = "handler"\n';
    await vscode.workspace.fs.writeFile(plan, Buffer.from(text));
    const handler = await show('handler/src/handler.ts');
    const line = positionOf(handler, 'return greet(path, check(').line;
    const place = new vscode.Location(handler.uri, new vscode.Position(line, 0));
    const breakpoint = new vscode.SourceBreakpoint(place);
    vscode.debug.addBreakpoints([breakpoint]);
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const url = new Promise<string>((found) => {
      const tracker = vscode.debug.registerDebugAdapterTrackerFactory('wit', {
        createDebugAdapterTracker: () => ({
          onDidSendMessage({ event, body }: { event?: string; body?: { output?: string } }) {
            const [, address] = /Serving HTTP on (\S+)/.exec(body?.output ?? '') ?? [];
            if (event !== 'output' || address === undefined) return;
            tracker.dispose();
            found(address);
          },
        }),
      });
    });
    const started = await vscode.debug.startDebugging(folder, {
      type: 'wit',
      request: 'launch',
      name: 'WIT',
      program: plan.fsPath,
      serve: true,
      sourceMap: { '/sources': sample('auth').fsPath },
    });
    assert.ok(started);
    const headers = { authorization: 'Bearer open-sesame' };
    const answer = fetch(new URL('/me', await url), { headers }).then((response) => response.text());

    const first = await stopAt(/^handle$/);
    assert.equal(first.frames[0]!.line, line + 1);
    assert.equal((await locals(first.session, first.frames[0]!.id))['path'], '"/me"');
    await first.step('stepIn');
    const crossing = await stopAt(/^auth: edge:service\/auth\.check$/);
    await crossing.step('stepIn');
    const inRust = await stopAt(/^(?!auth:).*check/);
    assert.match(vscode.Uri.parse(inRust.frames[0]!.source!.path).path, /auth\/src\/lib\.rs$/);
    const names = inRust.frames.map(({ name }) => name);
    assert.ok(names.includes('handle'), names.join('\n'));
    await inRust.step('next');
    const { scopes } = await inRust.session.customRequest('scopes', {
      frameId: (await stopAt(/^(?!auth:).*check/)).frames[0]!.id,
    });
    const { variables } = await inRust.session.customRequest('variables', scopes[0]);
    const values = Object.fromEntries(
      (variables as { name: string; value: string }[]).map(({ name, value }) => [name, value]),
    );
    assert.equal(values['header'], '"Bearer open-sesame"');
    vscode.debug.removeBreakpoints([breakpoint]);
    await inRust.step('continue');
    assert.deepEqual(JSON.parse(await answer), { name: 'Ada', admin: true });
  });
});

interface Standing {
  readonly session: vscode.DebugSession;
  readonly frames: readonly {
    readonly id: number;
    readonly name: string;
    readonly line: number;
    readonly source?: { readonly path: string };
  }[];
  step(how: string): Thenable<unknown>;
}

/** Waits until a thread of a session of the type wit stands in a function of this name. */
async function stopAt(name: RegExp): Promise<Standing> {
  return eventually(async () => {
    const item = vscode.debug.activeStackItem;
    if (!(item instanceof vscode.DebugStackFrame) || item.session.type !== 'wit') return false;
    const { session, threadId } = item;
    const { stackFrames } = await session.customRequest('stackTrace', { threadId });
    const frames = stackFrames as Standing['frames'];
    if (!frames[0] || !name.test(frames[0].name)) return false;
    return { session, frames, step: (how) => session.customRequest(how, { threadId }) };
  });
}

/** The variables that the program itself declared in the innermost scope. */
async function locals(session: vscode.DebugSession, frameId: number): Promise<Record<string, string>> {
  const { scopes } = await session.customRequest('scopes', { frameId });
  const { variables } = await session.customRequest('variables', scopes[0]);
  const wanted = (variables as { name: string; value: string }[]).filter(({ name }) =>
    ['path', 'query'].includes(name),
  );
  return Object.fromEntries(wanted.map(({ name, value }) => [name, value]));
}
