import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Between two looks: files are compared by size and time, which every system and every share has. */
const INTERVAL_MS = 400;

/** Folders of build results and dependencies, and what Python keeps of modules that it has loaded. */
const IGNORED_FOLDERS = new Set(['node_modules', 'dist', 'target', '.git', '.venv', 'venv', '__pycache__']);
/** In the folder of generated declarations. */
const GENERATED = 'generated.json';

/**
 * Yields the files that were changed, added or removed since the last time, once they are no longer being written.
 *
 * @param paths files, and folders with everything below them except the results of builds
 * @param since the beginning of the build, in milliseconds: newer files count as changed
 */
export async function* changedFiles(
  paths: () => readonly string[],
  since: number,
  signal: AbortSignal,
): AsyncGenerator<readonly string[], void> {
  const first = await scan(paths());
  let known: Files = new Map([...first].filter(([, state]) => Number.parseFloat(state) <= since));
  while (!signal.aborted) {
    await wait(INTERVAL_MS, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    const next = await scan(paths());
    const changed = differences(known, next);
    if (changed.length === 0) continue;
    // Waits, because a file that is still being written would be built half.
    await wait(INTERVAL_MS / 4);
    known = await scan(paths());
    yield [...new Set([...changed, ...differences(next, known)])];
  }
}

type Files = ReadonlyMap<string, string>;

const differences = (former: Files, next: Files): string[] =>
  [...new Set([...former.keys(), ...next.keys()])].filter((path) => former.get(path) !== next.get(path));

async function scan(paths: readonly string[]): Promise<Files> {
  const files = new Map<string, string>();
  await Promise.all(paths.map((path) => add(path, files)));
  return files;
}

async function add(path: string, files: Map<string, string>): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) files.set(path, `${found.mtimeMs} ${found.size}`);
  if (!found?.isDirectory()) return;
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  if (entries.some(({ name }) => name === GENERATED)) return;
  const names = entries.map(({ name }) => name);
  const built = names.flatMap((name) =>
    name.endsWith('.inputs.json') ? [name, name.slice(0, -'.inputs.json'.length)] : [],
  );
  const below = entries.filter(({ name }) => !IGNORED_FOLDERS.has(name) && !built.includes(name));
  const sources = below.filter((entry) => entry.isFile() || entry.isDirectory());
  await Promise.all(sources.map(({ name }) => add(join(path, name), files)));
}
