import { statSync } from 'node:fs';
import { Usage } from './usage.ts';

/**
 * Whether a path of the command line is a file or a folder.
 *
 * @throws Usage for anything else: a device or a pipe may have no end
 */
export function kindOfPath(path: string, usage: string): 'file' | 'folder' {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new Usage(`${path} does not exist`, usage);
  if (stat.isDirectory()) return 'folder';
  if (stat.isFile()) return 'file';
  throw new Usage(`${path} is neither a file nor a folder`, usage);
}
