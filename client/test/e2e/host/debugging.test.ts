import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { breakIn, locals, served, stopAt } from './stops.ts';
import { eventually, positionOf, sample, show } from './support.ts';

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
