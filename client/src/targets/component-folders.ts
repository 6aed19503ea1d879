import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { isComponentOfC, type Names } from '../../../server/src/base/c-sources.ts';
import { COMPONENT, COMPONENT_FILES, WIT_OF_COMPONENTS } from './patterns.ts';
import { findAll, hasFile, nearestFolder } from './workspace-files.ts';

/** The folders of the workspace that are built into a component, in alphabetical order. */
export async function componentFolders(): Promise<readonly string[]> {
  const manifests = (await findAll([COMPONENT_FILES])).map(dirname);
  return [...new Set([...manifests, ...(await foldersOfC(manifests))])].sort();
}

export const hasComponents = async (): Promise<boolean> =>
  (await hasFile([COMPONENT_FILES])) || (await foldersOfC([])).length > 0;

/** The closest folder of a component at or above `uri`, within its workspace folder. */
export const nearestComponentFolder = (uri: vscode.Uri): Promise<string | undefined> =>
  nearestFolder(uri, async (folder) => {
    const { own } = await namesOf(folder);
    return COMPONENT.some((name) => own.includes(name)) || isFolderOfC(folder);
  });

/** Those of C that no manifest shows, found by their WIT. */
async function foldersOfC(others: readonly string[]): Promise<readonly string[]> {
  const wit = await findAll([WIT_OF_COMPONENTS]);
  const parents = [...new Set(wit.map((path) => dirname(dirname(path))))];
  const near = parents.map(async (parent) => [parent, ...(await foldersIn(parent))]);
  const candidates = new Set((await Promise.all(near)).flat());
  for (const folder of others) candidates.delete(folder);
  const judged = [...candidates].map(async (folder) => ((await isFolderOfC(folder)) ? [folder] : []));
  return (await Promise.all(judged)).flat();
}

const isFolderOfC = async (folder: string): Promise<boolean> =>
  isComponentOfC(await namesOf(folder), await namesOf(dirname(folder)));

async function namesOf(folder: string): Promise<Names> {
  const [own, src] = await Promise.all([entriesOf(folder), entriesOf(join(folder, 'src'))]);
  return { own: own.map(([name]) => name), src: src.map(([name]) => name) };
}

async function foldersIn(parent: string): Promise<readonly string[]> {
  const folders = (await entriesOf(parent)).filter(([, type]) => (type & vscode.FileType.Directory) !== 0);
  return folders.map(([name]) => join(parent, name));
}

const entriesOf = (folder: string): Promise<readonly [string, vscode.FileType][]> =>
  Promise.resolve(vscode.workspace.fs.readDirectory(vscode.Uri.file(folder))).catch(() => []);
