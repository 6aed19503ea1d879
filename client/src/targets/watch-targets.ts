import { extname } from 'node:path';
import * as vscode from 'vscode';
import { C_SOURCES, COMPONENT_FILES, PLAN_FILES, WIT_OF_COMPONENTS } from './patterns.ts';

/** Several files often come at once. */
const DELAY_MS = 300;

/** Thousands of files change here that are no targets, except those in `dist`. */
const IGNORED = /[\\/](node_modules|target|\.git)[\\/]/;

/**
 * Calls `changed` when plans, sources of components or built components were created or deleted. A new folder counts as
 * well: files that are written into it before the editor watches it are not reported.
 */
export function watchTargets(changed: () => unknown): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, DELAY_MS);
  };
  const patterns = [PLAN_FILES, COMPONENT_FILES, C_SOURCES, WIT_OF_COMPONENTS, '**/*.wasm'];
  const watchers = patterns.flatMap((pattern) => {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, true, false);
    return [watcher, watcher.onDidCreate(soon), watcher.onDidDelete(soon)];
  });
  const all = vscode.workspace.createFileSystemWatcher('**', false, true, true);
  const folders = all.onDidCreate(({ fsPath }) => {
    // A name without extension may be a folder; asking which it is would cost more than to look for targets once.
    if (extname(fsPath) === '' && !IGNORED.test(fsPath)) soon();
  });
  return vscode.Disposable.from(...watchers, all, folders, { dispose: () => clearTimeout(timer) });
}
