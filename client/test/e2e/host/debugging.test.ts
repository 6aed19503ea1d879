import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
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

  const [plan, trapping] = [sample('debugged.toml'), sample('trapping.toml')];
  let session: Awaited<ReturnType<typeof served>>;

  before(async () => {
    const text = '[instances]\nauth = "../auth.wasm"\nhandler = "handler"\n';
    await vscode.workspace.fs.writeFile(plan, Buffer.from(text));
    session = await served({
      request: 'launch',
      program: plan.fsPath,
      serve: true,
      sourceMap: { '/sources': sample('auth').fsPath },
    });
  });
  after(async () => {
    await vscode.debug.stopDebugging();
    for (const one of [plan, trapping]) await vscode.workspace.fs.delete(one);
  });

  it('steps from handler.ts through WIT into the source of auth, and the response arrives', async () => {
    const [line, remove] = await breakIn('handler/src/handler.ts', 'return greet(path, check(');
    const answer = session.ask('/me', { authorization: 'Bearer open-sesame' });

    const first = await stopAt(/^handle$/);
    assert.equal(first.frames[0]!.line, line);
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
    remove();
    await inRust.step('continue');
    assert.deepEqual(JSON.parse(await answer), { name: 'Ada', admin: true });
  });

  it('handles the next request with the saved code, and stops at the same breakpoint', async () => {
    const [line, remove] = await breakIn('handler/src/handler.ts', "if (path === '/hello')");
    const handler = await show('handler/src/handler.ts');
    const replace = async (from: string, to: string): Promise<void> => {
      const built = session.printed(/handler\.ts changed: serving the new build/);
      const edit = new vscode.WorkspaceEdit();
      const start = positionOf(handler, from);
      edit.replace(handler.uri, new vscode.Range(start, start.translate(0, from.length)), to);
      assert.ok(await vscode.workspace.applyEdit(edit));
      await handler.save();
      await built;
    };
    await replace('`Hello, ', '`Servus, ');
    const answer = session.ask('/hello?name=ada');
    const stop = await stopAt(/^handle$/);
    assert.equal(stop.frames[0]!.line, line);
    remove();
    await stop.step('continue');
    assert.match(await answer, /^Servus, .*ada!/);
    await replace('`Servus, ', '`Hello, ');
  });

  it('continues while another session stops at a trap, on its line of Rust', async () => {
    const ended = new Promise((resolve) => vscode.debug.onDidTerminateDebugSession(resolve));
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const text = '[instances]\npacking = "../packing.wasm"\nshop = "../shop.wasm"\n';
    await vscode.workspace.fs.writeFile(trapping, Buffer.from(text));
    await vscode.debug.startDebugging(folder, {
      type: 'wit',
      request: 'launch',
      name: 'a trap',
      program: trapping.fsPath,
      invoke: 'total(9)',
      sourceMap: { '/sources': sample('..').fsPath },
    });
    const { frames, step } = await stopAt(/./, 'a trap');
    const source = await vscode.workspace.openTextDocument(sample('../shop.rs'));
    const line = positionOf(source, 'as_ref().unwrap()').line + 1;
    const total = frames.find(({ name }) => name === 'shop::Order::total');
    assert.equal(total?.line, line, frames.map(({ name }) => name).join('\n'));
    assert.match(await session.ask('/hello'), /^Hello, .*world!/);
    await step('continue');
    await ended;
    assert.match(await session.ask('/hello'), /^Hello, .*world!/);
  });
});

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

/** A session of the type wit that serves HTTP. */
async function served(configuration: Partial<vscode.DebugConfiguration>) {
  let text = '';
  const waiting = new Set<() => void>();
  const tracker = vscode.debug.registerDebugAdapterTrackerFactory('wit', {
    createDebugAdapterTracker: () => ({
      onDidSendMessage({ event, body }: { event?: string; body?: { output?: string } }) {
        if (event !== 'output') return;
        text += body?.output ?? '';
        for (const look of waiting) look();
      },
    }),
  });
  /** The first match of a pattern in later output. */
  const printed = (pattern: RegExp, from = text.length): Promise<string> =>
    new Promise((found) => {
      const look = (): void => {
        const match = pattern.exec(text.slice(from));
        if (match && waiting.delete(look)) found(match[1] ?? '');
      };
      waiting.add(look);
    });
  const address = printed(/Serving HTTP on (\S+)/);
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const whole = { type: 'wit', request: 'launch', name: 'WIT', ...configuration };
  assert.ok(await vscode.debug.startDebugging(folder, whole));
  const url = await address;
  tracker.dispose();
  const ask = (path: string, headers: Record<string, string> = {}): Promise<string> =>
    fetch(new URL(path, url), { headers }).then((response) => response.text());
  return { url, printed, ask };
}

/** Sets a breakpoint. @returns its line, from 1, and what removes it */
async function breakIn(path: string, text: string): Promise<readonly [line: number, remove: () => void]> {
  const document = await show(path);
  const { line } = positionOf(document, text);
  const place = new vscode.Location(document.uri, new vscode.Position(line, 0));
  const breakpoint = new vscode.SourceBreakpoint(place);
  vscode.debug.addBreakpoints([breakpoint]);
  // A program that runs already gets it a moment later.
  const running = vscode.debug.activeDebugSession;
  if (running) await eventually(() => running.getDebugProtocolBreakpoint(breakpoint));
  return [line + 1, () => vscode.debug.removeBreakpoints([breakpoint])];
}

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

/** Waits until a thread is stopped in a function of this name, in a session of that name. */
async function stopAt(name: RegExp, of = 'WIT'): Promise<Standing> {
  return eventually(async () => {
    const item = vscode.debug.activeStackItem;
    if (!(item instanceof vscode.DebugStackFrame) || item.session.name !== of) return false;
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
