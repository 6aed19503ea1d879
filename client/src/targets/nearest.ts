import { dirname } from 'node:path';

/**
 * The closest folder that is accepted: `start` or one above it.
 *
 * @param stopAt the last folder looked at
 */
export async function nearest(
  start: string,
  stopAt: string,
  accepts: (folder: string) => Promise<boolean>,
): Promise<string | undefined> {
  for (let folder = start; ; folder = dirname(folder)) {
    if (await accepts(folder)) return folder;
    if (folder === stopAt || folder === dirname(folder)) return undefined;
  }
}
