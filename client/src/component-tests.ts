import { spawn } from 'node:child_process';
import * as vscode from 'vscode';
import { commandLaunch } from './host/launch.ts';
import { problemOf } from './host/problem-error.ts';
import type { Studio } from './studio.ts';
import { COMPONENT_FILES } from './targets/patterns.ts';
import { hasRustTests, RUST_SOURCES, TEST_FILES, testedFolders } from './targets/tested-folders.ts';
import { findAll } from './targets/workspace-files.ts';

/** The most of an output that the message of a failure has, in characters: its end. The run shows all of it. */
const MOST_SHOWN = 65_536;

/** Shows each component with tests in the test explorer, where `wit-studio test` runs them. */
export function registerComponentTests({ extension }: Studio): vscode.Disposable {
  const controller = vscode.tests.createTestController('wit.tests', 'WIT Components');
  const refresh = async (): Promise<void> => controller.items.replace(await items(controller));
  controller.resolveHandler = refresh;
  controller.refreshHandler = refresh;
  controller.createRunProfile(
    'Run',
    vscode.TestRunProfileKind.Run,
    async (request, token) => {
      const run = controller.createTestRun(request);
      const chosen = request.include ?? [...controller.items].map(([, item]) => item);
      for (const item of chosen.filter((one) => !request.exclude?.includes(one)))
        if (!token.isCancellationRequested) await runFolder(extension.extensionUri, run, item, token);
      run.end();
    },
    true,
  );
  const watchers = TEST_FILES.map((pattern) => {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, true);
    return vscode.Disposable.from(watcher, watcher.onDidCreate(refresh), watcher.onDidDelete(refresh));
  });
  const rust = vscode.workspace.createFileSystemWatcher(RUST_SOURCES);
  const ofRust = [rust, rust.onDidCreate(refresh), rust.onDidChange(refresh), rust.onDidDelete(refresh)];
  return vscode.Disposable.from(controller, ...watchers, ...ofRust);
}

async function items(controller: vscode.TestController): Promise<vscode.TestItem[]> {
  const tests = [...(await findAll(TEST_FILES)), ...(await rustTests())];
  const folders = testedFolders(await findAll([COMPONENT_FILES]), tests);
  return folders.map((folder) =>
    controller.createTestItem(folder, vscode.workspace.asRelativePath(folder), vscode.Uri.file(folder)),
  );
}

/** Sources in Rust that have tests themselves. */
async function rustTests(): Promise<string[]> {
  const found = (await findAll([RUST_SOURCES])).map(async (path) => {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.file(path));
    return hasRustTests(new TextDecoder().decode(bytes)) ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

/** Runs the tests of one folder; what they print is the output of the run, and the message where one fails. */
async function runFolder(
  extension: vscode.Uri,
  run: vscode.TestRun,
  item: vscode.TestItem,
  token: vscode.CancellationToken,
): Promise<void> {
  run.started(item);
  const start = Date.now();
  try {
    await vscode.workspace.saveAll(false);
    const { code, text } = await runCommand(extension, item.id, token, (more) =>
      // A terminal shows it, which wants both.
      run.appendOutput(more.replaceAll(/\r?\n/g, '\r\n'), undefined, item),
    );
    if (token.isCancellationRequested) run.skipped(item);
    else if (code === 0) run.passed(item, Date.now() - start);
    else run.failed(item, new vscode.TestMessage(text), Date.now() - start);
  } catch (error) {
    run.errored(item, new vscode.TestMessage(problemOf(error).message));
  }
}

async function runCommand(
  extension: vscode.Uri,
  folder: string,
  token: vscode.CancellationToken,
  output: (text: string) => void,
): Promise<{ readonly code: number | null; readonly text: string }> {
  const { command, args, env } = await commandLaunch(extension, 'test', folder);
  const child = spawn(command, args, { cwd: folder, env: { ...process.env, ...env } });
  const cancelled = token.onCancellationRequested(() => child.kill());
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (more: string) => {
      text = (text + more).slice(-MOST_SHOWN);
      output(more);
    });
  try {
    const code = await new Promise<number | null>((done, fail) => {
      child.once('error', fail);
      child.once('close', done);
    });
    return { code, text };
  } finally {
    cancelled.dispose();
  }
}
