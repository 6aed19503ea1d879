import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The inputs of a component that cargo has made: its manifest and lock file, and the sources and WIT in the dependency
 * file (a make rule) beside the component. Cargo itself decides whether to build again; these are for views that show a
 * component without building it.
 */
export async function cargoInputs(folder: string, component: string): Promise<readonly string[]> {
  const rule = await readFile(component.replace(/\.wasm$/, '.d'), 'utf8').catch(() => '');
  const [, listed = ''] = /^.*?\.wasm: (.*)$/m.exec(rule) ?? [];
  const sources = listed.match(/(?:\\.|[^\\ ])+/g) ?? [];
  const own = ['Cargo.toml', 'Cargo.lock'].map((name) => join(folder, name));
  // A backslash before a space belongs to the rule; on Windows others are the path's.
  return [...own, ...sources.map((path) => path.replaceAll('\\ ', ' '))].filter((path) => existsSync(path));
}
