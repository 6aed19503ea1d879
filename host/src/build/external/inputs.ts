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
 * @param generated folders whose files the build itself writes
 */
export async function inputsOf(
  { folder, wit, out }: BuildSettings,
  generated: readonly string[] = [],
): Promise<string[]> {
  const own = await sourcesBelow(folder, new Set(generated));
  const shared = wit === undefined || wit.startsWith(folder) ? [] : await filesBelow(wit);
  return [...own.filter((path) => path !== out && !path.endsWith('.wasm')), ...shared].sort();
}

async function sourcesBelow(folder: string, generated: ReadonlySet<string>): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const paths = entries.map(async (entry): Promise<string[]> => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || generated.has(path)) return [];
    if (!entry.isDirectory()) return entry.isFile() && !entry.name.endsWith('.draft') ? [path] : [];
    return MADE.has(entry.name) ? [] : sourcesBelow(path, generated);
  });
  return (await Promise.all(paths)).flat();
}
