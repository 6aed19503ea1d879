import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBelow } from '../../files.ts';
import type { BuildSettings } from './settings.ts';

/** Folders of tools and of what they make. */
const MADE = new Set(['__pycache__', 'bin', 'build', 'dist', 'node_modules', 'obj', 'target', 'venv']);

/**
 * The files that a build may read: all of the folder but what tools have made, and the WIT. What a tool reads is its
 * own affair: a file too many costs a build, one too few an answer that is out of date.
 *
 * @param isGenerated whether the build itself writes a file, or all in a folder
 */
export async function inputsOf(
  { folder, wit, out }: BuildSettings,
  isGenerated: (path: string) => boolean = () => false,
): Promise<string[]> {
  const own = await sourcesBelow(folder, isGenerated);
  const shared = wit === undefined || wit.startsWith(folder) ? [] : await filesBelow(wit);
  return [...own.filter((path) => path !== out && !path.endsWith('.wasm')), ...shared].sort();
}

async function sourcesBelow(folder: string, isGenerated: (path: string) => boolean): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const paths = entries.map(async (entry): Promise<string[]> => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || isGenerated(path)) return [];
    if (!entry.isDirectory()) return entry.isFile() && !entry.name.endsWith('.draft') ? [path] : [];
    return MADE.has(entry.name) ? [] : sourcesBelow(path, isGenerated);
  });
  return (await Promise.all(paths)).flat();
}
