import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { inputFiles } from '../input-files.ts';
import type { BuildSettings } from './settings.ts';

/** Folders of tools and of build results. */
const MADE = new Set(['__pycache__', 'bin', 'build', 'dist', 'node_modules', 'obj', 'target', 'venv']);

/** Whether a file or folder among the sources belongs to tools or builds: hidden ones, components, drafts. */
export const isMade = (name: string, isFolder: boolean): boolean =>
  name.startsWith('.') || (isFolder ? MADE.has(name) : /\.(wasm|draft|inputs\.json)$/.test(name));

/** Documents for readers, and where they are: the folder itself. */
const DOCUMENT = /^(?:changelog|contributing|licen[cs]e|notice|readme)(?:\.(?:md|rst|txt))?$/i;

/** Whether a file of a folder is documentation and no input. */
export const isDocument = (folder: string, path: string): boolean =>
  dirname(path) === folder && DOCUMENT.test(basename(path));

/** The files of a folder outside of a component's own that its build may read. */
export const outsideInputs = (folder: string): Promise<string[]> =>
  inputFiles(folder, (name, _, isFolder) => isMade(name, isFolder));

/**
 * The files that a build may read: the WIT, and everything in the folder that is not made by tools. The list is an
 * estimate: an extra file causes a needless build, a missing one an outdated component.
 *
 * @param isGenerated whether the build itself writes a file, or everything in a folder, or ignores it
 */
export async function inputsOf(
  { folder, wit, out }: BuildSettings,
  isGenerated: (path: string) => boolean = () => false,
): Promise<string[]> {
  const own = await inputFiles(
    folder,
    (name, path, isFolder) =>
      isMade(name, isFolder) || isDocument(folder, path) || isGenerated(path) || path === out,
  );
  return [...new Set([...own, ...(await witFiles(wit))])].sort();
}

/** A package in the binary format is one of them. */
export async function witFiles(wit: string | undefined): Promise<string[]> {
  if (wit === undefined) return [];
  return (await stat(wit)).isFile() ? [wit] : inputFiles(wit);
}
