import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The files below a folder, in a stable order. Links are followed, as compilers do, and a folder is read once even if
 * several links lead to it.
 *
 * @param isSkipped whether a file, or a folder with everything in it, is not an input
 * @param seen the real paths of folders that were read before
 */
export async function inputFiles(
  folder: string,
  isSkipped: (name: string, path: string, isFolder: boolean) => boolean = () => false,
  seen = new Set<string>(),
): Promise<string[]> {
  const real = await realpath(folder);
  if (seen.has(real)) return [];
  seen.add(real);
  const files: string[] = [];
  for (const { name } of (await readdir(folder, { withFileTypes: true })).sort(byName)) {
    const path = join(folder, name);
    // A link that leads nowhere is no input.
    const found = await stat(path).catch(() => undefined);
    if (!found || isSkipped(name, path, found.isDirectory())) continue;
    if (found.isDirectory()) files.push(...(await inputFiles(path, isSkipped, seen)));
    else if (found.isFile()) files.push(path);
  }
  return files;
}

const byName = (one: { name: string }, other: { name: string }): number => (one.name < other.name ? -1 : 1);
