import { folderOf, join } from '../../base/uri-paths.ts';
import type { FileSystem } from '../file-system.ts';

/** `**` goes down no further. */
const MAX_DEPTH = 12;

/**
 * The folders that match a pattern, as URIs below a folder. `*` and `?` match letters of one name, `**` any folders; a
 * pattern without them is one folder, whether or not it exists.
 */
export function expandGlob(fs: FileSystem, folder: string, pattern: string): string[] {
  const parts = pattern.split('/').filter((part) => part !== '' && part !== '.');
  return expand(fs, folder, parts, 0);
}

function expand(fs: FileSystem, folder: string, parts: readonly string[], depth: number): string[] {
  const [part, ...rest] = parts;
  if (part === undefined) return [folder];
  if (part === '**' && depth < MAX_DEPTH) {
    const below = foldersIn(fs, folder).flatMap((one) => expand(fs, join(folder, one), parts, depth + 1));
    return [...expand(fs, folder, rest, depth + 1), ...below];
  }
  if (!/[*?]/.test(part)) return expand(fs, step(folder, part), rest, depth);
  const found = foldersIn(fs, folder).filter((name) => matches(part, name));
  return found.flatMap((name) => expand(fs, join(folder, name), rest, depth));
}

const step = (folder: string, part: string): string =>
  part === '..' ? folderOf(folder) : join(folder, part);

const foldersIn = (fs: FileSystem, folder: string): string[] =>
  fs.readDirectory(folder).flatMap(({ name, kind }) => (kind === 'directory' ? [name] : []));

/** In a time that grows with the product of both lengths, whatever the pattern. */
export function matches(pattern: string, name: string): boolean {
  let [at, star, retry] = [0, -1, 0];
  for (let letter = 0; letter < name.length;) {
    if (pattern[at] === '*') [star, retry] = [at++, letter];
    else if (pattern[at] === '?' || pattern[at] === name[letter]) [at, letter] = [at + 1, letter + 1];
    else if (star >= 0) [at, letter] = [star + 1, ++retry];
    else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
