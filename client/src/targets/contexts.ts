import * as vscode from 'vscode';
import { hasFile } from './workspace-files.ts';
import { COMPONENT_FILES, PLAN_FILES, RUNNABLE_FILES } from './patterns.ts';
import { watchTargets } from './watch-targets.ts';

/** By the context key that menus ask for: the files of which the workspace has one. */
const contexts = {
  'wit.hasComposition': [PLAN_FILES],
  'wit.hasComponent': [COMPONENT_FILES],
  'wit.hasRunnable': [...RUNNABLE_FILES, COMPONENT_FILES],
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
  for (const [key, patterns] of Object.entries(contexts)) {
    const has = await hasFile(patterns);
    await vscode.commands.executeCommand('setContext', key, has);
  }
  // Until then commands are offered: the first one starts the extension.
  await vscode.commands.executeCommand('setContext', 'wit.targetsKnown', true);
}
