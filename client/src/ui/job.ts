import * as vscode from 'vscode';
import { problemOf } from '../host/problem-error.ts';
import type { Studio } from '../studio.ts';

/**
 * Does a piece of work that the host takes part in: saves the editors first, since the host reads from
 * disk; shows progress with a way to cancel; reports what goes wrong.
 *
 * @returns undefined when it failed or was cancelled, which the person knows by then
 */
export async function job<Result>(
  studio: Studio,
  title: string,
  work: (token: vscode.CancellationToken) => Promise<Result>,
): Promise<Result | undefined> {
  studio.problems.clear();
  await vscode.workspace.saveAll(false);
  const where = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location: where, title, cancellable: true }, async (bar, token) => {
    const progress = studio.progress((message) => bar.report({ message }));
    try {
      return await work(token);
    } catch (error) {
      if (!token.isCancellationRequested) studio.problems.report(problemOf(error));
      return undefined;
    } finally {
      progress.dispose();
    }
  });
}
