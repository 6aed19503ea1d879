import * as vscode from 'vscode';
import type { Watch } from '../host/component-host.ts';
import { problemOf } from '../host/problem-error.ts';
import type { Studio } from '../studio.ts';

/**
 * Does a piece of work that the host takes part in: saves the editors first, since the host reads from
 * disk; shows progress with a way to cancel; reports what goes wrong.
 *
 * @returns undefined when it failed or was cancelled, which the user knows by then
 */
export async function runWithProgress<Result>(
  studio: Studio,
  title: string,
  work: (watch: Watch) => Promise<Result>,
): Promise<Result | undefined> {
  studio.problems.clear();
  await vscode.workspace.saveAll(false);
  const where = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location: where, title, cancellable: true }, async (bar, token) => {
    try {
      return await work({ token, progress: (message) => bar.report({ message }) });
    } catch (error) {
      if (!token.isCancellationRequested) studio.problems.report(problemOf(error));
      return undefined;
    }
  });
}
