import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { Problem } from '../../../host/src/protocol.ts';
import { problemError } from '../host/problem-error.ts';
import { nearest } from './nearest.ts';
import { ignoredBy } from './patterns.ts';
import { pageRest } from '../ui/box-sequence.ts';

/** Whether the workspace has a file that matches one of the patterns. */
export async function hasFile(patterns: readonly string[]): Promise<boolean> {
  for (const pattern of patterns)
    if ((await vscode.workspace.findFiles(pattern, ignoredBy(pattern), 1)).length > 0) return true;
  return false;
}

/** The closest folder that is accepted, at or above `uri` and within its workspace folder. */
export async function nearestFolder(
  uri: vscode.Uri,
  accepts: (folder: string) => Promise<boolean>,
): Promise<string | undefined> {
  const root = vscode.workspace.getWorkspaceFolder(uri);
  if (!root) return undefined;
  const start = (await isFile(uri.fsPath)) ? dirname(uri.fsPath) : uri.fsPath;
  return nearest(start, root.uri.fsPath, accepts);
}

/** The closest file of this name at or above `uri`, within its workspace folder. */
export async function nearestFile(uri: vscode.Uri, name: string): Promise<string | undefined> {
  const folder = await nearestFolder(uri, (one) => isFile(join(one, name)));
  return folder && join(folder, name);
}

/**
 * One file of the workspace that matches the first pattern with a file: the only one, or the one that the user picks.
 *
 * @returns undefined when nothing was picked
 * @throws a problem error `none` when no file matches
 */
export async function pickFile(
  patterns: readonly string[],
  title: string,
  none: Problem,
): Promise<string | undefined> {
  let paths: string[] = [];
  for (const pattern of patterns) {
    if (paths.length > 0) break;
    const found = await vscode.workspace.findFiles(pattern, ignoredBy(pattern));
    paths = found.map((uri) => uri.fsPath).sort();
  }
  return pickPath(paths, title, none);
}

/**
 * The only one of some paths, or the one that the user picks.
 *
 * @returns undefined when nothing was picked
 * @throws a problem error `none` without a path
 */
export async function pickPath(
  paths: readonly string[],
  title: string,
  none: Problem,
): Promise<string | undefined> {
  if (paths.length === 0) throw problemError(none);
  if (paths.length === 1) return paths[0];
  const items = paths.map((path) => ({ label: vscode.workspace.asRelativePath(path), path }));
  await pageRest();
  return (await vscode.window.showQuickPick(items, { title }))?.path;
}

/** Every file that matches one of the patterns. */
export async function findAll(patterns: readonly string[]): Promise<string[]> {
  const found = patterns.map((pattern) => vscode.workspace.findFiles(pattern, ignoredBy(pattern)));
  return (await Promise.all(found)).flat().map(({ fsPath }) => fsPath);
}

/** The .wit files of the packages that the workspace itself has. */
export async function witFiles(): Promise<string[]> {
  return (await findAll(['**/*.wit'])).sort();
}

/** The .wasm files of the workspace, those that builds leave as well; dependencies are left out. */
export async function componentFiles(): Promise<readonly string[]> {
  const found = await vscode.workspace.findFiles('**/*.wasm', '**/{node_modules,.git,deps}/**');
  return found.map((uri) => uri.fsPath).sort();
}

/** Where builds and compositions leave their results: those of cargo and of plans are in `target`. */
const BUILT = ['**/*.wasm', '**/dist/*.wasm', '**/target/*.wasm', '**/target/wasm32-wasip2/release/*.wasm'];

/** The components of the workspace that are built, without intermediate core modules. */
export async function builtComponents(): Promise<readonly string[]> {
  const paths = [...new Set(await findAll(BUILT))].sort();
  return paths.filter((path) => !path.endsWith('.core.wasm'));
}

/** Whether there is a file or a folder. */
export function exists(uri: vscode.Uri): Thenable<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

/** @param path absolute */
export async function isFile(path: string): Promise<boolean> {
  return vscode.workspace.fs.stat(vscode.Uri.file(path)).then(
    ({ type }) => (type & vscode.FileType.File) !== 0,
    () => false,
  );
}
