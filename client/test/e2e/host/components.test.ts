import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { BuildAllResult } from '../../../../host/src/protocol.ts';
import { eventually, insertAfter, positionOf, revert, sample, show } from './support.ts';

const CALL = 'handle({method: "GET", path: "/hello?name=ada", authorization: none, body: ""})';

describe('components', function () {
  this.timeout(120_000);

  const plan = () => sample('composition.toml');
  const composeAndRun = () =>
    vscode.commands.executeCommand<{ value: string } | undefined>('wit.composeAndRun', plan(), CALL);

  it('composes the sample and runs a call', async () => {
    const result = await composeAndRun();
    assert.match(result?.value ?? '', /status: 200/);
    assert.match(result?.value ?? '', /Hello, ada!/);
  });

  it('proposes a call of a function that can be run unchanged', async () => {
    const auth = sample('auth/auth.wasm');
    const running = vscode.commands.executeCommand<{ value: string }>('wit.run', auth);
    let result: { value: string } | undefined;
    void Promise.resolve(running).then((value) => (result = value));
    // Takes the first function, then its example call.
    const { value } = await eventually(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return result;
    });
    assert.equal(value, 'err(malformed)');
  });

  it('measures what a call costs', async () => {
    const auth = sample('auth/auth.wasm');
    const call = 'edge:service/auth@0.1.0#check(none)';
    const table = await vscode.commands.executeCommand<string>('wit.bench', auth, call);
    const text = Buffer.from(await vscode.workspace.fs.readFile(vscode.Uri.file(table))).toString();
    assert.match(text, /^# auth\n[^]*\| a warm call, median \| [\d.]+ (ns|µs|ms) \|/);
    assert.ok(vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes('auth.md'));
  });

  it('prints the result in the output', async () => {
    const output = await eventually(() =>
      vscode.workspace.textDocuments.find((document) => document.getText().includes('Hello, ada!')),
    );
    assert.equal(output.uri.scheme, 'output');
  });

  it('serves the sample over HTTP until it is stopped', async () => {
    const server = await vscode.commands.executeCommand<{ url: string }>('wit.serve', plan());
    const greeting = await fetch(new URL('/hello?name=ada', server.url));
    assert.equal(greeting.status, 200);
    assert.equal(await greeting.text(), 'Hello, ada!\n');
    const unknown = await fetch(new URL('/me', server.url), { headers: { authorization: 'Bearer nobody' } });
    assert.equal(unknown.status, 401);

    await vscode.commands.executeCommand('wit.stopServer', undefined, server.url);
    await assert.rejects(fetch(server.url));
  });

  it('serves the saved sources, and keeps the last good build when they have an error', async () => {
    const server = await vscode.commands.executeCommand<{ url: string }>('wit.serve', plan());
    const hello = async () => (await fetch(new URL('/hello?name=ada', server.url))).text();
    const handler = await show('handler/src/handler.ts');
    await insertAfter(handler, '`Hello, ', 'my ');
    await handler.save();
    await eventually(async () => (await hello()) === 'Hello, my ada!\n');
    await insertAfter(handler, 'incomingHandler = {', ' ] ');
    await handler.save();
    const marks = () => vscode.languages.getDiagnostics(handler.uri).filter(({ source }) => source === 'wit');
    await eventually(() => marks().length > 0);
    assert.equal(await hello(), 'Hello, my ada!\n');
    for (let edits = 0; edits < 2; edits++) await vscode.commands.executeCommand('undo');
    await handler.save();
    await eventually(async () => (await hello()) === 'Hello, ada!\n');
    assert.deepEqual(marks(), []);
    await vscode.commands.executeCommand('wit.stopServer', undefined, server.url);
  });

  it('serves what another program has written, and forgets an error that it has taken back', async () => {
    const server = await vscode.commands.executeCommand<{ url: string }>('wit.serve', plan());
    const hello = async () => (await fetch(new URL('/hello?name=ada', server.url))).text();
    const file = sample('handler/src/handler.ts').fsPath;
    const source = await readFile(file, 'utf8');
    const marks = () =>
      vscode.languages
        .getDiagnostics(sample('handler/src/handler.ts'))
        .filter(({ source }) => source === 'wit');
    await writeFile(file, source.replace('`Hello, ', '`Hello, our '));
    await eventually(async () => (await hello()) === 'Hello, our ada!\n');
    await writeFile(file, source.replace('incomingHandler = {', 'incomingHandler = { ] '));
    await eventually(() => marks().length > 0);
    assert.equal(await hello(), 'Hello, our ada!\n');
    await writeFile(file, source);
    await eventually(async () => (await hello()) === 'Hello, ada!\n');
    assert.deepEqual(marks(), []);
    await vscode.commands.executeCommand('wit.stopServer', undefined, server.url);
  });

  it('does not come back when it is stopped while it is built again', async () => {
    const server = await vscode.commands.executeCommand<{ url: string }>('wit.serve', plan());
    const handler = await show('handler/src/handler.ts');
    await insertAfter(handler, '`Hello, ', 'new ');
    await handler.save();
    await vscode.commands.executeCommand('wit.stopServer', undefined, server.url);
    await assert.rejects(fetch(server.url));
    await vscode.commands.executeCommand('undo');
    await handler.save();
    // A composition waits for the build that is under way.
    await composeAndRun();
    await assert.rejects(fetch(server.url));
  });

  it('uses unsaved changes of an editor', async () => {
    const handler = await show('handler/src/handler.ts');
    await insertAfter(handler, '`Hello, ', 'dear ');
    const result = await composeAndRun();
    assert.match(result?.value ?? '', /Hello, dear ada!/);
    assert.equal(handler.isDirty, false);
  });

  describe('the declarations of TypeScript', () => {
    const types = () => sample('handler/types/interfaces/edge-service-auth.d.ts');
    const declared = async () => new TextDecoder().decode(await vscode.workspace.fs.readFile(types()));
    let service: vscode.TextDocument;
    let written: string;
    before(async () => {
      service = await show('wit/service.wit');
      written = service.getText();
    });
    after(async () => {
      const undo = new vscode.WorkspaceEdit();
      undo.replace(service.uri, new vscode.Range(0, 0, service.lineCount, 0), written);
      assert.ok(await vscode.workspace.applyEdit(undo));
      await service.save();
      await eventually(async () => !(await declared()).includes('renew'));
    });

    it('are written again when the WIT is saved', async () => {
      await insertAfter(service, 'interface auth {', '\n  renew: func(token: string) -> bool;');
      await service.save();
      await eventually(async () => (await declared()).includes('renew(token: string): boolean'));
    });

    it('lead to the WIT, and to a source in Rust', async () => {
      const document = await vscode.workspace.openTextDocument(types());
      const leadsTo = async (name: string, path: string): Promise<boolean> => {
        const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
          'vscode.executeDefinitionProvider',
          types(),
          positionOf(document, name),
        );
        const paths = found.map((one) => ('targetUri' in one ? one.targetUri : one.uri).path);
        return paths.includes(sample(path).path);
      };
      await eventually(() => leadsTo('renew(', 'wit/service.wit'));
      await eventually(() => leadsTo('check(', 'auth/src/lib.rs'));
    });
  });

  it('builds and composes by tasks', async () => {
    for (const [type, name] of [
      ['wit-build', 'build handler'],
      ['wit-compose', 'compose composition.toml'],
    ] as const) {
      const task = (await vscode.tasks.fetchTasks({ type })).find((one) => one.name === name);
      assert.ok(task, name);
      const ended = new Promise<number | undefined>((resolve) => {
        const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
          if (execution.task.name !== name) return;
          listener.dispose();
          resolve(exitCode);
        });
      });
      await vscode.tasks.executeTask(task);
      assert.equal(await ended, 0, name);
    }
  });

  it('finds sources of C beside their WIT', async () => {
    const folder = sample('adder');
    const write = (path: string, text: string) =>
      vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, path), Buffer.from(text));
    await write('wit/adder.wit', 'package sample:adder;\nworld adder { export add: func(a: u32) -> u32; }\n');
    await write('src/adder.c', '');
    const names = async () => (await vscode.tasks.fetchTasks({ type: 'wit-build' })).map(({ name }) => name);
    await eventually(async () => (await names()).includes('build adder'));
    await vscode.workspace.fs.delete(folder, { recursive: true });
    await eventually(async () => !(await names()).includes('build adder'));
  });

  it('shows the errors of a task in the source', async () => {
    const handler = await show('handler/src/handler.ts');
    await insertAfter(handler, 'incomingHandler = {', ' ] ');
    await handler.save();
    const [task] = (await vscode.tasks.fetchTasks({ type: 'wit-build' })).filter(({ name }) =>
      name.endsWith('handler'),
    );
    await vscode.tasks.executeTask(task!);
    const marks = () =>
      vscode.languages
        .getDiagnostics(handler.uri)
        .filter(({ message }) => /Expected|Unexpected/.test(message));
    await eventually(() => marks().length > 0);
    await vscode.commands.executeCommand('undo');
    await handler.save();
  });

  it('marks an error at its place in the source', async () => {
    const handler = await show('handler/src/handler.ts');
    await insertAfter(handler, 'incomingHandler = {', ' ] ');
    assert.equal(await composeAndRun(), undefined);
    const [error] = vscode.languages.getDiagnostics(handler.uri).filter(({ source }) => source === 'wit');
    assert.ok(error);
    assert.equal(handler.getText(error.range), ']');
    await vscode.commands.executeCommand('undo');
    await handler.save();
  });

  it('builds all components, marks the mistakes of each in its source, and lists them in order', async () => {
    // Without its manifest the folder in Rust is not built: cargo would take longer than everything else here.
    const manifest = sample('auth/Cargo.toml');
    const aside = sample('auth/Cargo.toml.aside');
    await vscode.workspace.fs.rename(manifest, aside);
    const mistake = `node -e "console.error('a.txt:2:3: error: no such word'); process.exit(1)"`;
    const files = {
      'all/one/a.txt': 'a\nb c\n',
      'all/one/wit-studio.toml': `build = ${JSON.stringify(mistake)}`,
      'all/two/a.txt': 'a\nb c\n',
      'all/two/wit-studio.toml': `build = ${JSON.stringify(mistake)}`,
      'all/three/wit-studio.toml': `build = '''node -e "require('fs').writeFileSync('out.wasm', '')"'''\nout = "out.wasm"`,
    };
    for (const [path, text] of Object.entries(files))
      await vscode.workspace.fs.writeFile(sample(path), Buffer.from(text));
    try {
      const outcomes = await vscode.commands.executeCommand<BuildAllResult['outcomes']>('wit.buildAll');
      const root = `${sample('').path}/`.replace(/\/+$/, '/');
      assert.deepEqual(
        outcomes.map((one) => [
          one.folder.replace(root, ''),
          'result' in one ? one.result.language : one.problem.code,
        ]),
        [
          ['all/one', 'command-build'],
          ['all/three', 'Command'],
          ['all/two', 'command-build'],
          ['handler', 'TypeScript'],
        ],
      );
      for (const path of ['all/one/a.txt', 'all/two/a.txt']) {
        const [mark] = vscode.languages.getDiagnostics(sample(path));
        assert.match(mark?.message ?? '', /no such word/i, path);
        assert.deepEqual([mark?.range.start.line, mark?.range.start.character], [1, 2], path);
      }
    } finally {
      await vscode.workspace.fs.rename(aside, manifest);
      await vscode.workspace.fs.delete(sample('all'), { recursive: true });
    }
  });

  it('survives the death of the host: editing continues, and the next run works', async () => {
    killHost();
    const service = await show('wit/service.wit');
    await insertAfter(service, 'admin: bool,', '\n    role: rolle,');
    await eventually(() => vscode.languages.getDiagnostics(service.uri).length > 0);
    await revert();
    assert.match((await composeAndRun())?.value ?? '', /ada!/);
  });
});

/** Ends the process behind the extension's back. */
function killHost(): void {
  const installed = vscode.extensions.getExtension('wit-studio.wit-studio')?.extensionPath ?? '';
  const processes = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  const host = processes.filter((line) => line.includes(`${installed}/dist/host/main.js`));
  assert.equal(host.length, 1, 'one component host runs');
  process.kill(Number.parseInt(host[0] ?? '', 10), 'SIGKILL');
}
