import * as vscode from 'vscode';
import { hasComponents } from './component-folders.ts';
import { hasFile } from './workspace-files.ts';
import { PLAN_FILES, RUNNABLE_FILES } from './patterns.ts';
import { watchTargets } from './watch-targets.ts';

/** By the context key that menus ask for: whether the workspace has such a target. */
const contexts = {
  'wit.hasComposition': () => hasFile([PLAN_FILES]),
  'wit.hasComponent': hasComponents,
  'wit.hasRunnable': async () => (await hasFile(RUNNABLE_FILES)) || hasComponents(),
};

/** Keeps the context keys of menus up to date, so that no menu offers what cannot work. */
export function registerContexts(): vscode.Disposable {
  void updateContexts();
  return vscode.Disposable.from(
    watchTargets(updateContexts),
    vscode.workspace.onDidChangeWorkspaceFolders(updateContexts),
  );
}

let last = Promise.resolve();

/** Looks for targets. After creating one, a command calls this rather than wait for the editor's notification. */
export function updateContexts(): Promise<void> {
  // In sequence: a search that began earlier could end later, with an outdated result.
  return (last = last.then(setContexts, setContexts));
}

async function setContexts(): Promise<void> {
  for (const [key, has] of Object.entries(contexts))
    await vscode.commands.executeCommand('setContext', key, await has());
  // Until then commands are offered: the first one starts the extension.
  await vscode.commands.executeCommand('setContext', 'wit.targetsKnown', true);
}
