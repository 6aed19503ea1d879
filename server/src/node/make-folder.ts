import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, where they are missing. Node.js' own recursive `mkdir` never returns where a file
 * system refuses a folder as if one above were missing, as /proc does.
 * @throws Error of the system
 */
export function makeFolder(path: string, mode = 0o777): void {
  if (isMade(path, mode)) return;
  makeFolder(dirname(path), mode);
  // Once more where it is refused, for its error.
  if (!isMade(path, mode)) mkdirSync(path, mode);
}

/** @returns whether it exists now; false if its parent folder does not exist */
function isMade(path: string, mode: number): boolean {
  try {
    mkdirSync(path, mode);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && statSync(path).isDirectory()) return true;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    return false;
  }
}
