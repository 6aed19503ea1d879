import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Studio } from './studio.ts';
import { componentFolders } from './targets/component-folders.ts';

/** The files that bindings write into the folder of a component: TypeScript, C, Go. */
const WRITTEN = ['types/generated.json', 'bindings', 'wit_exports.go'];

/** Writes the bindings of components again when a file of their WIT is saved: those that were written before. */
export function refreshBindings(studio: Studio): vscode.Disposable {
  return vscode.workspace.onDidSaveTextDocument(({ uri, languageId }) => {
    if (languageId === 'wit' && uri.scheme === 'file' && vscode.workspace.isTrusted)
      void refresh(studio, uri.fsPath);
  });
}

async function refresh(studio: Studio, changed: string): Promise<void> {
  for (const folder of await componentFolders()) {
    if (!(await hasBindings(folder))) continue;
    // Half-written WIT is expected while typing; diagnostics already show its mistakes.
    await studio.host.request('bindings', { folder, changed }, watch).catch(() => {});
  }
}

const watch = { token: new vscode.CancellationTokenSource().token, progress: () => {} };

async function hasBindings(folder: string): Promise<boolean> {
  const stats = WRITTEN.map((path) => vscode.workspace.fs.stat(vscode.Uri.file(join(folder, path))));
  return (await Promise.allSettled(stats)).some(({ status }) => status === 'fulfilled');
}
