/** Files as the host reads and writes them. */
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Names } from '../../../server/src/base/c-sources.ts';
import { makeFolder } from '../../../server/src/node/make-folder.ts';
import { unwritable } from './file-problem.ts';
import { crypto } from '../node/crypto.ts';

export function sha256(...parts: (string | Uint8Array)[]): string {
  const hash = crypto().createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

/** Every file below `folder`, as absolute paths in a stable order. Links are not followed: Node.js 22 and newer would. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
  });
  return (await Promise.all(files)).flat().sort();
}

/**
 * Writes to a temporary file first, so that nobody reads a partial file, and leaves nothing behind after a failure.
 * @throws HostError `file-access`
 */
export async function writeWhole(path: string, contents: string | Uint8Array): Promise<void> {
  const draft = `${path}.${crypto().randomUUID()}.draft`;
  try {
    makeFolder(dirname(path));
    await writeFile(draft, contents);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw unwritable(path, error);
  }
}

/** The names of files and folders in a folder; none where it does not exist or cannot be read. */
export const namesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);

/** The names in a folder of sources, and in its `src`. */
export const namesOf = async (folder: string): Promise<Names> => ({
  own: await namesIn(folder),
  src: await namesIn(join(folder, 'src')),
});
