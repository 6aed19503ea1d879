import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** For a waiting user: zig prints nothing meanwhile. */
export const BUILDS_LIBRARY = 'zig builds its C library, once; up to two minutes';

/**
 * Whether zig has built a C library for any target: it compiles its library when a program first needs it, and keeps
 * it in its global cache.
 */
export async function hasZigLibrary(env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  const outputs = join(globalCache(env), 'o');
  const names = await readdir(outputs).catch(() => []);
  return names.some((name) => existsSync(join(outputs, name, 'libc.a')));
}

/** Where zig has its global cache. */
function globalCache(env: NodeJS.ProcessEnv): string {
  const own = env['ZIG_GLOBAL_CACHE_DIR'];
  if (own !== undefined) return own;
  const caches = process.platform === 'win32' ? env['LOCALAPPDATA'] : env['XDG_CACHE_HOME'];
  return join(caches || join(env['HOME'] ?? homedir(), '.cache'), 'zig');
}
