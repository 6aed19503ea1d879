import { isAbsolute, relative } from 'node:path';
import * as vscode from 'vscode';
import { problemOf } from '../host/problem-error.ts';
import { prepareRunnable } from '../commands/run/prepare-runnable.ts';
import { serveSubject } from '../commands/run/serve.ts';
import type { Server } from './servers.ts';
import { reloads } from '../settings.ts';
import type { Studio } from '../studio.ts';
import { sentences } from '../ui/sentences.ts';

/**
 * Serves a plan or a component again when one of its files, or of the sources of its parts, is saved. An error marks
 * its place and the status bar; the server continues with the former build.
 */
export function reloadOnSave(studio: Studio): vscode.Disposable {
  const running = new Set<string>();
  const again = new Set<string>();
  const reload = async (server: Server): Promise<void> => {
    const { subject } = server;
    again.add(subject);
    if (running.has(subject)) return;
    running.add(subject);
    while (again.delete(subject)) await reloadNow(studio, server);
    running.delete(subject);
  };
  return vscode.workspace.onDidSaveTextDocument(({ uri }) => {
    if (uri.scheme !== 'file' || !reloads(uri)) return;
    for (const server of studio.servers.all) if (isPartOf(uri.fsPath, server)) void reload(server);
  });
}

async function reloadNow(studio: Studio, { subject, trace }: Server): Promise<void> {
  const name = vscode.workspace.asRelativePath(subject);
  const bar = { location: vscode.ProgressLocation.Window, title: `Reloading ${name}` };
  await vscode.window.withProgress(bar, async (progress) => {
    // A job that is cancelled too late ends the host, and with it the server.
    const watch = { token: never, progress: (message: string) => progress.report({ message }) };
    studio.problems.clear();
    try {
      const prepared = await prepareRunnable(studio, subject, watch);
      await serveSubject(studio, { subject, ...prepared, ...(trace !== undefined && { trace }) }, watch);
    } catch (error) {
      const problem = problemOf(error);
      studio.problems.note(problem);
      studio.servers.markOutdated(subject, sentences(problem.message, problem.help));
    }
  });
}

const never = new vscode.CancellationTokenSource().token;

/** Whether a file is a source of a server's component. */
const isPartOf = (path: string, { folders = [] }: Server): boolean =>
  folders.some((folder) => {
    const way = relative(folder, path);
    return !way.startsWith('..') && !isAbsolute(way);
  });
