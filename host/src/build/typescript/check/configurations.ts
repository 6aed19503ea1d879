import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** `"extends": "./base.json"`, or a list; a JSON with comments, of which only this is read. */
const EXTENDS = /"extends"\s*:\s*(\[[^\]]*\]|"[^"]*")/;

/**
 * The tsconfig.json of a folder, and the files that it extends. A configuration extended from a package is not
 * followed.
 */
export async function configurations(folder: string): Promise<string[]> {
  const found = new Set<string>();
  const open = [join(folder, 'tsconfig.json')];
  for (let path = open.shift(); path !== undefined; path = open.shift()) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined || found.has(path)) continue;
    found.add(path);
    const [, named = ''] = EXTENDS.exec(text) ?? [];
    for (const [, other = ''] of named.matchAll(/"(\.[^"]*)"/g)) {
      const base = resolve(dirname(path), other);
      open.push(base.endsWith('.json') ? base : `${base}.json`);
    }
  }
  return [...found];
}
