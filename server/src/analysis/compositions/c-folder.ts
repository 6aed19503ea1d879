import { isComponentOfC, type Names } from '../../base/c-sources.ts';
import { folderOf, join } from '../../base/uri-paths.ts';
import type { FileSystem } from '../../packages/file-system.ts';

export function namesOf(files: FileSystem, folder: string): Names {
  const namesIn = (uri: string) => files.readDirectory(uri).map(({ name }) => name);
  return { own: namesIn(folder), src: namesIn(join(folder, 'src')) };
}

/** Whether a folder is a component's in C or C++, without a file that says so. */
export const isFolderOfC = (files: FileSystem, folder: string): boolean =>
  isComponentOfC(namesOf(files, folder), namesOf(files, folderOf(folder)));
