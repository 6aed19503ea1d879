import * as vscode from 'vscode';
import { hasFile } from './workspace-files.ts';
import { COMPONENT_FILES, PLAN_FILES, RUNNABLE_FILES } from './patterns.ts';

/** Several files often come at once. */
const DELAY_MS = 300;

/** By the context key that menus ask for: the files of which the workspace has one. */
const contexts = {
  'wit.hasComposition': [PLAN_FILES],
  'wit.hasComponent': [COMPONENT_FILES],
  'wit.hasRunnable': RUNNABLE_FILES,
};

/** Tells menus what there is in the workspace to build, compose and run, so that none offers what cannot work. */
export function watchTargets(): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void setContexts(), DELAY_MS);
  };
  const watchers = [PLAN_FILES, COMPONENT_FILES, '**/*.wasm'].flatMap((pattern) => {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, true, false);
    return [watcher, watcher.onDidCreate(soon), watcher.onDidDelete(soon)];
  });
  const folders = vscode.workspace.onDidChangeWorkspaceFolders(soon);
  void setContexts();
  return vscode.Disposable.from(...watchers, folders, { dispose: () => clearTimeout(timer) });
}

async function setContexts(): Promise<void> {
  for (const [key, patterns] of Object.entries(contexts)) {
    const has = await hasFile(patterns);
    await vscode.commands.executeCommand('setContext', key, has);
  }
  // Until then commands are offered: the first one starts the extension.
  await vscode.commands.executeCommand('setContext', 'wit.targetsKnown', true);
}
