import { realpathSync } from 'node:fs';

/** A path without links in it; the path itself where the file system has nothing there. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
