import * as vscode from 'vscode';
import { problemOf } from '../host/problem-error.ts';
import { prepareRunnable } from '../commands/run/prepare-runnable.ts';
import { hashOf, serveSubject } from '../commands/run/serve.ts';
import { isSourceOf } from './source-files.ts';
import { reloads } from '../settings.ts';
import type { Studio } from '../studio.ts';
import { sentences } from '../ui/sentences.ts';

/** Several files often change at once. */
const DELAY_MS = 200;

/**
 * Serves a plan or a component again when one of its files, or of the sources of its parts, changes: in the editor, or
 * by another program. An error marks its place and the status bar; the server continues with the former build.
 */
export function reloadOnChange(studio: Studio): vscode.Disposable {
  const running = new Set<string>();
  const again = new Set<string>();
  const reload = async (subject: string): Promise<void> => {
    again.add(subject);
    if (running.has(subject)) return;
    running.add(subject);
    while (again.delete(subject)) await reloadNow(studio, subject);
    running.delete(subject);
  };
  return followFiles((uri) => {
    if (uri.scheme !== 'file' || !reloads(uri)) return;
    for (const { subject, folders } of studio.servers.all)
      if (folders.some((folder) => isSourceOf(folder, uri.fsPath))) void reload(subject);
  });
}

/** Reports a file that the editor has saved at once, wherever it is, and what other programs change in the workspace. */
function followFiles(changed: (uri: vscode.Uri) => void): vscode.Disposable {
  /** Saved files that the watcher has yet to report. */
  const saved = new Set<string>();
  const pending = new Map<string, vscode.Uri>();
  let timer: NodeJS.Timeout | undefined;
  const report = (): void => {
    const uris = [...pending.values()];
    pending.clear();
    timer = undefined;
    uris.forEach(changed);
  };
  const watched = (uri: vscode.Uri): void => {
    if (saved.delete(uri.toString())) return;
    pending.set(uri.toString(), uri);
    timer ??= setTimeout(report, DELAY_MS);
  };
  const watcher = vscode.workspace.createFileSystemWatcher('**');
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(watched),
    watcher.onDidCreate(watched),
    watcher.onDidDelete(watched),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      saved.add(uri.toString());
      changed(uri);
    }),
    { dispose: () => clearTimeout(timer) },
  );
}

async function reloadNow(studio: Studio, subject: string): Promise<void> {
  const name = vscode.workspace.asRelativePath(subject);
  const bar = { location: vscode.ProgressLocation.Window, title: `Reloading ${name}` };
  await vscode.window.withProgress(bar, async (progress) => {
    // A job that is cancelled too late ends the host, and with it the server.
    const watch = { token: never, progress: (message: string) => progress.report({ message }) };
    studio.problems.clear();
    try {
      const prepared = await prepareRunnable(studio, subject, watch);
      const [server] = studio.servers.of(subject);
      // Stopped meanwhile.
      if (!server) return;
      const { hash, trace } = server;
      if ((await hashOf(prepared.component)) === hash) studio.servers.markCurrent(subject);
      else await serveSubject(studio, { subject, ...prepared, ...(trace !== undefined && { trace }) }, watch);
    } catch (error) {
      const problem = problemOf(error);
      const outdated = sentences(problem.message, problem.help);
      // Files that a build generates from a change are a change too: the output has the problem already.
      if (studio.servers.of(subject)[0]?.outdated === outdated) studio.problems.markProblem(problem);
      else studio.problems.note(problem);
      studio.servers.markOutdated(subject, outdated);
    }
  });
}

const never = new vscode.CancellationTokenSource().token;
