import { dirname, join } from 'node:path';

/**
 * The closest file with one of these names, in `start` or a folder above it.
 *
 * @param stopAt the last folder looked at
 * @param exists whether there is a file at a path
 */
export async function nearest(
  start: string,
  names: readonly string[],
  stopAt: string,
  exists: (path: string) => Promise<boolean>,
): Promise<string | undefined> {
  for (let folder = start; ; folder = dirname(folder)) {
    for (const name of names) {
      if (await exists(join(folder, name))) return join(folder, name);
    }
    if (folder === stopAt || folder === dirname(folder)) return undefined;
  }
}
