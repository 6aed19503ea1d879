/**
 * A folder that stays the same one whatever happens to its path. On Linux that is an open handle, and an entry is
 * named relative to it (`/proc/self/fd/N/name`): the kernel resolves a single name, in exactly this folder. Elsewhere
 * it is a path and the identity of the folder, compared at each use; guests take turns (lock.ts), so that none can
 * put a link in the way between that and the call.
 */
import * as fs from 'node:fs';
import { attempt } from './errors.ts';
import { inTurn } from './lock.ts';

export interface Folder {
  /**
   * The host's path of an entry, for one call that does not follow links.
   * @param name a single name, `.` for the folder itself; may end with a slash where the call demands a folder
   */
  at(name: string): string;
  /** The folder below; never through a link. Throws the bare error-code. */
  below(name: string): Folder;
  stats(): fs.BigIntStats;
  /** Whether `at` names an entry of exactly this folder, even if others move it. */
  readonly isHandle: boolean;
  /** Runs what looks at entries and uses them. */
  guard<T>(work: () => T): T;
  close(): void;
}

/** How folders are held: by `handle`, or by `path` where handles cannot be used. */
export type FolderKind = 'handle' | 'path';

export const folderKind: FolderKind = process.platform === 'linux' ? 'handle' : 'path';

/** @param path real, without links */
export function openFolder(path: string, kind: FolderKind = folderKind): Folder {
  return kind === 'handle' ? byHandle(path) : byPath(path);
}

/** Opens for nothing but being named in paths: needs no right to list the folder. Not among Node's constants. */
const O_PATH = 0o10000000;
const { O_DIRECTORY, O_NOFOLLOW } = fs.constants;

function byHandle(path: string): Folder {
  const fd = attempt(() => fs.openSync(path, O_PATH | O_DIRECTORY | O_NOFOLLOW));
  const at = (name: string): string => `/proc/self/fd/${fd}/${name}`;
  return {
    isHandle: true,
    at,
    below: (name) => byHandle(at(name)),
    stats: () => attempt(() => fs.fstatSync(fd, { bigint: true })),
    guard: (work) => work(),
    close: () => fs.closeSync(fd),
  };
}

function byPath(path: string): Folder {
  const lstat = (): fs.BigIntStats => attempt(() => fs.lstatSync(path, { bigint: true }));
  const opened = lstat();
  if (!opened.isDirectory()) throw 'not-directory';
  const stats = (): fs.BigIntStats => {
    const now = lstat();
    if (now.dev !== opened.dev || now.ino !== opened.ino) throw 'bad-descriptor';
    return now;
  };
  const at = (name: string): string => {
    stats();
    const entry = name === '.' ? path : `${path}/${name.replace(/\/$/, '')}`;
    // Not every system demands a folder when the name ends with a slash.
    if (name.endsWith('/') && fs.lstatSync(entry, { throwIfNoEntry: false })?.isDirectory() === false)
      throw 'not-directory';
    return entry;
  };
  return { isHandle: false, at, below: (name) => byPath(at(name)), stats, guard: inTurn, close: () => {} };
}
