import { attempt } from '../base/attempt.ts';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire as requireBeside } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { Script } from 'node:vm';

/**
 * Runs a CommonJS module with V8's code cache of an earlier run: compiling the server is a quarter of its start.
 * (Node.js 22.1 and newer can do that, but not for bundled programs.) The code that is compiled at the end of the start
 * is saved in the user's cache folder; without one everything works and starts later.
 *
 * @returns the module's exports
 */
export function runCompiled(file: string, folder = cacheFolder()): unknown {
  const source = readFileSync(file, 'utf8');
  const cacheFile = join(folder, `${PREFIX}${createHash('sha1').update(source).digest('hex')}.bin`);
  const cachedData = attempt(() => readFileSync(cacheFile));
  const script = new Script(`(function (module, exports, require, __filename, __dirname) {${source}\n})`, {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  if (!cachedData || script.cachedDataRejected) storeLater(() => store(cacheFile, script.createCachedData()));
  const module = { exports: {} };
  const run = script.runInThisContext() as (...args: unknown[]) => void;
  run(module, module.exports, requireBeside(file), file, dirname(file));
  return module.exports;
}

/** The end of a start. Later, V8 drops code that has not run for long, and thus the code of the start. */
const STARTED_MS = 2000;

/** Once, when the start is over or the process ends before that. */
function storeLater(keepNow: () => void): void {
  const once = () => {
    clearTimeout(timer);
    process.off('exit', once);
    attempt(keepNow);
  };
  const timer = setTimeout(once, STARTED_MS).unref();
  process.once('exit', once);
}

/** A version of V8 does not accept code compiled by another. */
const PREFIX = `server-${process.versions.v8}-${process.arch}-`;

/** Written to a temporary file and renamed, so that no reader sees a partial file; files of older servers are removed. */
function store(file: string, data: Uint8Array): void {
  const folder = dirname(file);
  makeFolder(folder, 0o700);
  for (const name of readdirSync(folder)) if (name.startsWith(PREFIX)) rmSync(join(folder, name));
  const written = `${file}.${process.pid}`;
  writeFileSync(written, data, { mode: 0o600 });
  renameSync(written, file);
}

/** By the customs of each system. */
function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  const custom: Partial<Record<NodeJS.Platform, string>> = {
    win32: LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'),
    darwin: join(homedir(), 'Library', 'Caches'),
  };
  return join(
    XDG_CACHE_HOME ?? custom[process.platform] ?? join(homedir(), '.cache'),
    'wit-studio',
    'compiled',
  );
}
