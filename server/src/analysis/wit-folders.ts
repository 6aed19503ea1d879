import { join } from '../base/uri-paths.ts';
import type { FileSystem } from '../packages/file-system.ts';

/** Deeper folders are not searched: they contain no WIT, but perhaps a cyclic link. */
const MAX_DEPTH = 24;

/**
 * The folders that may contain WIT, from a folder down; a package's `deps` belong to it. Lazy, since there may be very
 * many.
 */
export function* witFolders(
  files: FileSystem,
  folder: string,
  depth = 0,
  linked = new Set<string>(),
): Generator<string> {
  yield folder;
  if (depth === MAX_DEPTH) return;
  const entries = files.readDirectory(folder);
  const isPackage = entries.some(({ name, kind }) => kind === 'file' && name.endsWith('.wit'));
  for (const { name, kind, target } of entries) {
    if (kind !== 'directory' || (isPackage && name === 'deps')) continue;
    // Many links may lead to one folder, over many ways.
    if (target !== undefined && linked.has(target)) continue;
    if (target !== undefined) linked.add(target);
    yield* witFolders(files, join(folder, name), depth + 1, linked);
  }
}
