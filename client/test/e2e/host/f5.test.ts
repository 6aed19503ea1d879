import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, positionOf, sample, show } from './support.ts';

/** Sources of components in languages that the sample does not have, whose folders need no build here. */
const added = {
  'counter/wit-studio.toml': '[build]\ncommand = "true"\ncomponent = "counter.wasm"\n',
  'counter/counter.c': 'int count;\n',
  'meter/go.mod': 'module example.com/meter\n',
  'meter/main.go': 'package main\n\nfunc main() {}\n',
};

describe('F5 without a launch.json', function () {
  this.timeout(60_000);

  before(async () => {
    await extension().activate();
    for (const [path, text] of Object.entries(added))
      await vscode.workspace.fs.writeFile(sample(path), Buffer.from(text));
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const path of ['counter', 'meter'])
      await vscode.workspace.fs.delete(sample(path), { recursive: true });
  });

  const start = () => vscode.commands.executeCommand('workbench.action.debug.start');
  for (const path of [
    'wit/service.wit',
    'composition.toml',
    'auth/src/lib.rs',
    'counter/counter.c',
    'meter/main.go',
  ])
    it(`serves the composition of ${path}`, async () => {
      await show(path);
      assert.equal(await programOf(start), sample('composition.toml').fsPath);
    });

  // VS Code has a debugger for TypeScript, and asks which one of the two is meant.
  it('serves the composition of handler/src/handler.ts, once the debugger is chosen', async () => {
    await show('handler/src/handler.ts');
    const choice = () => vscode.debug.startDebugging(folder(), { type: 'wit-source', request: '', name: '' });
    assert.equal(await programOf(choice), sample('composition.toml').fsPath);
  });

  it('serves a component in its viewer, by its key', async () => {
    const { keybindings } = manifest();
    const { command, args } = keybindings.find(({ key }) => key === 'f5')!;
    const composed = await vscode.commands.executeCommand<{ component: string }>(
      'wit.compose',
      sample('composition.toml'),
    );
    await vscode.commands.executeCommand(
      'vscode.openWith',
      vscode.Uri.file(composed.component),
      'wit.component',
    );
    const program = await programOf(() => vscode.commands.executeCommand(command, args));
    assert.equal(program, composed.component);
  });

  it('serves the composition of a .wac document', async () => {
    const { component } = await vscode.commands.executeCommand<{ component: string }>(
      'wit.compose',
      sample('composition.toml'),
    );
    await vscode.workspace.fs.copy(vscode.Uri.file(component), sample('deps/edge/all.wasm'));
    const text = 'package edge:document;\n\nlet all = new edge:all { ... };\n\nexport all...;\n';
    await vscode.workspace.fs.writeFile(sample('service.wac'), Buffer.from(text));
    try {
      await show('service.wac');
      assert.equal(await programOf(start), sample('service.wac').fsPath);
    } finally {
      await vscode.workspace.fs.delete(sample('service.wac'));
      await vscode.workspace.fs.delete(sample('deps'), { recursive: true });
    }
  });

  it('serves a composition by WIT: Debug', async () => {
    const plan = sample('composition.toml');
    assert.equal(await programOf(() => vscode.commands.executeCommand('wit.debug', plan)), plan.fsPath);
  });

  it('debugs a call of a function by the lens above it, after its arguments', async () => {
    const wit = await show('wit/service.wit');
    const { line } = positionOf(wit, 'check: func');
    const lens = await eventually(async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        wit.uri,
      );
      return lenses.find(
        ({ range, command }) =>
          range.start.line === line &&
          command?.title.endsWith('Debug') &&
          command.arguments?.[0].fsPath === sample('auth/auth.wasm').fsPath,
      )?.command;
    });
    const started = sessionOf(() => vscode.commands.executeCommand(lens.command, ...lens.arguments!));
    let session: vscode.DebugSession | undefined;
    void started.then((one) => (session = one));
    // Takes the example of each argument.
    const { configuration } = await eventually(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return session;
    });
    assert.equal(configuration['invoke'], 'check(some("text"))');
  });
});

interface Contributions {
  readonly keybindings: readonly { readonly key: string; readonly command: string; readonly args?: object }[];
}

const extension = () => vscode.extensions.getExtension('wit-studio.wit-studio')!;
const manifest = (): Contributions => extension().packageJSON.contributes;

const folder = (): vscode.WorkspaceFolder | undefined => vscode.workspace.workspaceFolders?.[0];

/** The program of the session that begins and serves. */
async function programOf(begin: () => unknown): Promise<string> {
  const { configuration } = await sessionOf(() => chosen(begin));
  assert.equal(configuration['serve'], true);
  return configuration['program'];
}

/** The session that begins; it is ended. */
async function sessionOf(begin: () => unknown): Promise<vscode.DebugSession> {
  const begun = new Promise<vscode.DebugSession>((resolve) => {
    const listener = vscode.debug.onDidStartDebugSession((session) => (listener.dispose(), resolve(session)));
  });
  const ended = new Promise((resolve) => vscode.debug.onDidTerminateDebugSession(resolve));
  await begin();
  const session = await begun;
  assert.equal(session.type, 'wit');
  await vscode.debug.stopDebugging(session);
  await ended;
  return session;
}

/** Begins until VS Code has chosen our debugger: it asks while it does not know that the file is a component's. */
async function chosen(begin: () => unknown): Promise<void> {
  let provider: vscode.Disposable | undefined;
  const isChosen = new Promise<void>((resolve) => {
    const resolveDebugConfiguration = (_folder: unknown, given: vscode.DebugConfiguration) => (
      resolve(),
      given
    );
    provider = vscode.debug.registerDebugConfigurationProvider('wit', { resolveDebugConfiguration });
  });
  begin();
  const again = setInterval(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    begin();
  }, 5000);
  await isChosen;
  clearInterval(again);
  provider?.dispose();
}
