import { utimesSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface CacheLimits {
  /** Entries are removed when they have not been used for so long. */
  readonly ageMs: number;
  /** Bytes of all entries together; the least recently used go first. */
  readonly bytes: number;
  /** Recently used entries stay: a process may be about to link their files (guest-folder.ts). */
  readonly graceMs: number;
}

const DEFAULT: CacheLimits = { ageMs: 60 * 24 * 3_600_000, bytes: 2 ** 30, graceMs: 600_000 };

/** The interval for marking an entry as used and for checking a cache, which reads the size of every file in it. */
const PAUSE_MS = 60_000;
const MOST_NOTED = 1_000;
const touched = new Map<string, number>();
const looked = new Map<string, number>();

/** Marks an entry as used, unless that was done just before. */
export function touch(entry: string): void {
  if (!isDue(touched, entry)) return;
  const now = new Date();
  try {
    utimesSync(entry, now, now);
  } catch {
    // Another process may just have removed it; reading it reports that.
  }
}

/** Removes folders of a cache that are too old, and the least recently used beyond the size. */
export async function prune(cache: string, limits: CacheLimits = DEFAULT): Promise<void> {
  const names = await readdir(cache).catch(() => []);
  const described = await Promise.all(names.map((name) => describeEntry(join(cache, name))));
  const entries = described.filter((entry) => entry !== undefined).sort((a, b) => b.used - a.used);
  const now = Date.now();
  let total = 0;
  for (const { path, bytes, used } of entries) {
    total += bytes;
    const isSurplus = used < now - limits.ageMs || total > limits.bytes;
    if (isSurplus && used <= now - limits.graceMs) await rm(path, { recursive: true, force: true });
  }
}

/** Prunes a cache in the background, unless that was done just before. Files that cannot be removed stay. */
export function pruneMeanwhile(cache: string): void {
  if (isDue(looked, cache)) prune(cache).catch(() => {});
}

/** Whether the interval since the last time has passed; if so, a new one begins. */
function isDue(times: Map<string, number>, path: string): boolean {
  const now = Date.now();
  if (now - (times.get(path) ?? -Infinity) < PAUSE_MS) return false;
  times.delete(path);
  times.set(path, now);
  for (const [oldest] of times) if (times.size > MOST_NOTED) times.delete(oldest);
  return true;
}

interface Entry {
  readonly path: string;
  readonly bytes: number;
  readonly used: number;
}

async function describeEntry(path: string): Promise<Entry | undefined> {
  try {
    const files = await readdir(path);
    const sizes = await Promise.all(files.map(async (file) => (await stat(join(path, file))).size));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    return { path, bytes, used: (await stat(path)).mtimeMs };
  } catch {
    return undefined;
  }
}
