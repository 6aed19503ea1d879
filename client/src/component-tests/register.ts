import { join } from 'node:path';
import * as vscode from 'vscode';
import type { TestResult } from '../../../host/src/protocol.ts';
import { coalesced } from '../coalesced.ts';
import { problemOf } from '../host/problem-error.ts';
import type { Studio } from '../studio.ts';
import { RUST_SOURCES, TEST_FILES } from '../targets/tested-folders.ts';
import { type Ran, runTests } from './run-command.ts';
import { grouped } from '../../../server/src/base/grouped.ts';
import { leavesOf, withoutExcluded } from './selection.ts';
import { withHeadline } from './headline.ts';
import { addItem, DEBUGGABLE, folderOf, nameOf, testItems } from './test-items.ts';

/** Shows the tests of each component in the test explorer and at their lines; `wit-studio test` runs them. */
export function registerComponentTests({ extension, languageServer }: Studio): vscode.Disposable {
  const controller = vscode.tests.createTestController('wit.tests', 'WIT Components');
  const refresh = coalesced(async () =>
    controller.items.replace(await testItems(controller, languageServer)),
  );
  controller.resolveHandler = refresh;
  controller.refreshHandler = refresh;
  const handler =
    (debug: boolean) => async (request: vscode.TestRunRequest, token: vscode.CancellationToken) => {
      const run = controller.createTestRun(request);
      const wanted = request.include ?? [...controller.items].map(([, item]) => item);
      const chosen = wanted.flatMap((item) => withoutExcluded(item, request.exclude ?? []));
      for (const [folder, items] of grouped(chosen, folderOf))
        if (!token.isCancellationRequested)
          await runFolder(
            { controller, extension: extension.extensionUri, run, folder, items, token },
            debug,
          );
      run.end();
    };
  const { Run, Debug } = vscode.TestRunProfileKind;
  controller.createRunProfile('Run', Run, handler(false), true);
  controller.createRunProfile('Debug', Debug, handler(true), true, DEBUGGABLE);
  const watchers = [...TEST_FILES, RUST_SOURCES].map((pattern) => {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const events = [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete];
    return vscode.Disposable.from(watcher, ...events.map((event) => event(refresh)));
  });
  return vscode.Disposable.from(controller, ...watchers);
}

interface FolderRun {
  readonly controller: vscode.TestController;
  readonly extension: vscode.Uri;
  readonly run: vscode.TestRun;
  /** The item of the folder. */
  readonly folder: vscode.TestItem;
  /** It, or some of its suites and tests. */
  readonly items: readonly vscode.TestItem[];
  readonly token: vscode.CancellationToken;
}

/** Runs tests of one folder; what they print is the output of the run. */
async function runFolder(own: FolderRun, debug: boolean): Promise<void> {
  const { extension, run, folder, items, token } = own;
  const leaves = items.flatMap(leavesOf);
  for (const leaf of leaves) run.started(leaf);
  // A terminal shows it, which wants both.
  const output = (more: string) => run.appendOutput(more.replaceAll(/\r?\n/g, '\r\n'));
  const only = items.includes(folder) ? [] : items.flatMap((item) => nameOf(item) ?? []);
  if (debug) output('The output of the tests is in the debug console.\n');
  try {
    await vscode.workspace.saveAll(false);
    const ran = await runTests({ extension, folder: folder.id, only, token, output }, debug);
    if (token.isCancellationRequested) for (const leaf of leaves) run.skipped(leaf);
    else showResults(own, ran, leaves);
  } catch (error) {
    for (const leaf of leaves) run.errored(leaf, new vscode.TestMessage(problemOf(error).message));
  }
}

function showResults(own: FolderRun, ran: Ran, leaves: readonly vscode.TestItem[]): void {
  const { controller, run, folder } = own;
  const byName = grouped(leavesOf(folder), nameOf);
  const shown = new Set<vscode.TestItem>();
  for (const result of ran.results)
    for (const item of byName.get(result.name) ?? [addItem(controller, folder, result.name)]) {
      show(run, folder.id, item, result);
      shown.add(item);
    }
  for (const leaf of leaves) if (!shown.has(leaf)) showWithoutResult(own, ran, leaf);
}

/** Of a test that did not run, or of a folder whose tests are not known one by one. */
function showWithoutResult(
  { run, folder }: FolderRun,
  { failed, results, text }: Ran,
  item: vscode.TestItem,
): void {
  if (results.length > 0) run.skipped(item);
  else if (failed) run.errored(item, new vscode.TestMessage(text));
  else if (item === folder) run.passed(item);
  else run.skipped(item);
}

function show(run: vscode.TestRun, folder: string, item: vscode.TestItem, result: TestResult): void {
  const { outcome, durationMs, message = '', at } = result;
  if (outcome === 'passed') run.passed(item, durationMs);
  else if (outcome === 'skipped') run.skipped(item);
  else {
    const failure = new vscode.TestMessage(withHeadline(message));
    if (at) {
      const position = new vscode.Position(at.line - 1, (at.column ?? 1) - 1);
      failure.location = new vscode.Location(vscode.Uri.file(join(folder, at.file)), position);
    }
    run.failed(item, failure, durationMs);
  }
}
