import { posix } from 'node:path';

/**
 * The text of a plan.
 * @param parts paths of components or of their folders, from the folder of the plan, with slashes
 */
export function planOf(parts: readonly string[]): string {
  const names = new Set<string>();
  const lines = parts.map((path) => `${nameFor(path, names)} = ${JSON.stringify(path)}`);
  return ['# Imports are connected to exports of the same name.', '[instances]', ...lines, ''].join('\n');
}

/** A name of WIT from the last part of a path, with a number where it is taken. */
function nameFor(path: string, taken: Set<string>): string {
  const words = posix
    .basename(path, '.wasm')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => /^[a-z]/.test(word));
  const own = words.join('-') || 'part';
  let name = own;
  for (let n = 2; taken.has(name); n++) name = `${own}${n}`;
  taken.add(name);
  return name;
}
