import * as vscode from 'vscode';
import { problemOf } from '../host/problem-error.ts';
import { prepareRunnable } from '../commands/run/prepare-runnable.ts';
import { hashOf, serveSubject } from '../commands/run/serve.ts';
import { Paced } from './paced.ts';
import { isSourceOf } from './source-files.ts';
import { followsSources } from '../settings.ts';
import type { Studio } from '../studio.ts';
import { sentences } from '../ui/sentences.ts';

/**
 * Serves a plan or a component again when one of its files, or of the sources of its parts, changes: in the editor, or
 * by another program. An error marks its place and the status bar; the server continues with the former build.
 * @param reloaded called after each attempt
 */
export function reloadOnChange(studio: Studio, reloaded: () => void): vscode.Disposable {
  const reloads = new Map<string, Paced>();
  const reloadOf = (subject: string): Paced => {
    const reload = reloads.get(subject) ?? new Paced(() => reloadNow(studio, subject).then(reloaded));
    reloads.set(subject, reload);
    return reload;
  };
  const reloadsFor = (uri: vscode.Uri): Paced[] => {
    if (uri.scheme !== 'file' || !followsSources(uri)) return [];
    const served = studio.servers.all.filter(({ folders }) =>
      folders.some((one) => isSourceOf(one, uri.fsPath)),
    );
    return served.map(({ subject }) => reloadOf(subject));
  };
  return vscode.Disposable.from(
    followFiles({
      saved: (uri) => reloadsFor(uri).forEach((reload) => reload.now()),
      written: (uri) => reloadsFor(uri).forEach((reload) => reload.soon()),
    }),
    { dispose: () => reloads.forEach((reload) => reload.dispose()) },
  );
}

interface FileEvents {
  /** In the editor, wherever it is. */
  saved(uri: vscode.Uri): void;
  /** In the workspace, by another program. */
  written(uri: vscode.Uri): void;
}

function followFiles(events: FileEvents): vscode.Disposable {
  /** Saved files that the watcher has yet to report. */
  const saved = new Set<string>();
  const written = (uri: vscode.Uri): void => {
    if (!saved.delete(uri.toString())) events.written(uri);
  };
  const watcher = vscode.workspace.createFileSystemWatcher('**');
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(written),
    watcher.onDidCreate(written),
    watcher.onDidDelete(written),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      saved.add(uri.toString());
      events.saved(uri);
    }),
  );
}

async function reloadNow(studio: Studio, subject: string): Promise<void> {
  if (studio.servers.of(subject).length === 0) return;
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
