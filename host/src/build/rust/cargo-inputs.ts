import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What cargo made a component from: its manifest and lock file, and the sources and WIT that it lists beside the
 * component as a rule of make. Whether to build again is cargo's own decision; who shows a component compares these.
 */
export async function cargoInputs(folder: string, component: string): Promise<readonly string[]> {
  const rule = await readFile(component.replace(/\.wasm$/, '.d'), 'utf8').catch(() => '');
  const [, listed = ''] = /^.*?\.wasm: (.*)$/m.exec(rule) ?? [];
  const sources = listed.match(/(?:\\.|[^\\ ])+/g) ?? [];
  const own = ['Cargo.toml', 'Cargo.lock'].map((name) => join(folder, name));
  // A backslash before a space belongs to the rule; on Windows others are the path's.
  return [...own, ...sources.map((path) => path.replaceAll('\\ ', ' '))].filter((path) => existsSync(path));
}
