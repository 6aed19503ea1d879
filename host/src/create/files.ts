import { readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makeFolder } from '../../../server/src/node/make-folder.ts';
import { nodeFileSystem, uriOf } from '../../../server/src/node/file-system.ts';
import type { DirectoryEntry, FileSystem } from '../../../server/src/packages/file-system.ts';
import { reasonOf } from '../base/file-problem.ts';
import { HostError } from '../base/problem.ts';

/** Text by the path below the new folder. */
export type NewFiles = Readonly<Record<string, string>>;

/** After this time an editor watches a new folder; 5 ms were enough. */
const WATCHED_MS = 50;

/** Files that a folder may have and still count as empty. */
const HARMLESS = new Set(['.git', '.DS_Store']);

/** @throws HostError `folder-not-empty`, `folder-unwritable` */
export async function checkEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw unwritable(folder, error);
  });
  const [first] = entries.filter((name) => !HARMLESS.has(name));
  if (first === undefined) return;
  throw new HostError({
    code: 'folder-not-empty',
    message: `${folder} is not empty: it has ${first}`,
    help: 'Name a folder that does not exist yet, or an empty one. Nothing was written.',
  });
}

/** @throws HostError `folder-unwritable` */
export async function writeNew(folder: string, files: NewFiles): Promise<void> {
  try {
    await makeFolders(folder, Object.keys(files).map(dirname));
    // Never overwrites a file that appeared meanwhile.
    for (const [path, text] of Object.entries(files))
      await writeFile(join(folder, path), text, { flag: 'wx' });
  } catch (error) {
    throw unwritable(folder, error as Error);
  }
}

/**
 * Makes folders level by level. On Linux an editor watches a new folder a moment after it was made, and never those that
 * were in it by then: it would miss every later change of their files by another program.
 *
 * @param paths from the folder, with slashes
 */
async function makeFolders(folder: string, paths: readonly string[]): Promise<void> {
  const all = new Set(paths.flatMap(withParents));
  const depths = [...new Set([...all].map(depthOf))].sort((a, b) => a - b);
  makeFolder(folder);
  for (const depth of depths) {
    await wait(WATCHED_MS);
    for (const path of all) if (depthOf(path) === depth) makeFolder(join(folder, path));
  }
}

/** The folder itself is none of them. */
const withParents = (path: string): string[] => (path === '.' ? [] : [...withParents(dirname(path)), path]);
const depthOf = (path: string): number => path.split('/').length;

const unwritable = (folder: string, error: Error): HostError =>
  new HostError({
    code: 'folder-unwritable',
    message: `${folder} cannot be written: ${reasonOf(error)}`,
    help: 'Choose a folder that you may write to.',
  });

/** The disk as it will be once some files are written into a folder that is empty. */
export function withNewFiles(folder: string, files: NewFiles): FileSystem {
  const texts = new Map(Object.entries(files).map(([path, text]) => [uriOf(join(folder, path)), text]));
  return {
    readText: (uri) => texts.get(uri) ?? nodeFileSystem.readText(uri),
    readBytes: (uri) => nodeFileSystem.readBytes(uri),
    readDirectory(uri) {
      const below = [...texts.keys()].filter((one) => one.startsWith(`${uri}/`));
      if (below.length === 0) return nodeFileSystem.readDirectory(uri);
      const entries = below.map((one): DirectoryEntry => {
        const [name = '', ...rest] = one.slice(uri.length + 1).split('/');
        return { name: decodeURIComponent(name), kind: rest.length > 0 ? 'directory' : 'file' };
      });
      return [...new Map(entries.map((entry) => [entry.name, entry])).values()];
    },
  };
}
