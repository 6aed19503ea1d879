/**
 * Paths of a guest, resolved component by component as the system would do it, but never out of the folder they
 * start in: each folder on the way is opened without following links, links are read and resolved here, and `..`
 * goes back to the folder that was opened before.
 */
import { readlinkSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { attempt } from './errors.ts';
import type { Folder } from './folder.ts';

/** Where a path ends: an entry of an open folder. `.` is the folder itself. */
export interface Place {
  readonly folder: Folder;
  readonly name: string;
}

export interface ResolveOptions {
  /** Whether a link at the very end is followed. */
  readonly follow?: boolean;
  /**
   * The meaning of a slash at the end: the entry must be a folder, and is opened as one through links; or the error is
   * `is-directory`, as no file can be created there; or none.
   */
  readonly slash?: 'folder' | 'refused' | 'ignored';
}

const MOST_LINKS = 40;
const LONGEST_PATH = 4095;

/** Runs `work` on the place of `path`, which holds its folder open as long. Throws bare error-codes. */
export function resolve<T>(
  base: Folder,
  path: string,
  options: ResolveOptions,
  work: (place: Place) => T,
): T {
  return base.guard(() => {
    const opened: Folder[] = [];
    try {
      return work(walk(base, opened, path, options));
    } finally {
      for (const folder of opened) folder.close();
    }
  });
}

function walk(base: Folder, opened: Folder[], path: string, options: ResolveOptions): Place {
  const { follow = false, slash = 'folder' } = options;
  const rest = split(slash === 'ignored' ? path.replace(/(.)\/+$/, '$1') : path, slash).reverse();
  let links = 0;
  const goThrough = (link: string, isLast: boolean): void => {
    if (++links > MOST_LINKS) throw 'loop';
    rest.push(...split(link, isLast ? slash : 'folder').reverse());
  };
  for (;;) {
    const folder = opened.at(-1) ?? base;
    const name = rest.pop() ?? '.';
    const isLast = rest.length === 0;
    if (name === '.') {
      if (isLast) return { folder, name };
    } else if (name === '..') {
      if (opened.length === 0) throw 'not-permitted';
      opened.pop()?.close();
    } else if (name.endsWith('/')) {
      throw 'is-directory';
    } else if (isLast) {
      const link = follow ? linkAt({ folder, name }) : undefined;
      if (link === undefined) return { folder, name };
      goThrough(link, isLast);
    } else {
      const below = belowOrLink({ folder, name });
      if (typeof below === 'string') goThrough(below, isLast);
      else opened.push(below);
    }
  }
}

/** The components; a slash at the end is a `.` behind it, or stays with its name when it is refused. */
function split(path: string, slash: ResolveOptions['slash']): string[] {
  if (path === '') throw 'no-entry';
  if (path.includes('\0')) throw 'invalid';
  if (path.startsWith('/') || isAbsolute(path)) throw 'not-permitted';
  if (Buffer.byteLength(path) > LONGEST_PATH) throw 'name-too-long';
  const names = path.split(SEPARATOR).filter((name) => name !== '');
  for (const name of names) requireName(name);
  if (!SEPARATOR.test(path.slice(-1))) return names;
  const last = names.at(-1) ?? '.';
  if (slash !== 'refused' || last === '.' || last === '..') return [...names, '.'];
  return [...names.slice(0, -1), `${last}/`];
}

const SEPARATOR = process.platform === 'win32' ? /[\\/]/ : /\//;

/** On Windows some names are no files: streams, devices, and those that lose their last sign. */
function requireName(name: string): void {
  if (process.platform !== 'win32' || name === '.' || name === '..') return;
  if (/[:*?"<>|]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)) throw 'invalid';
}

function belowOrLink(place: Place): Folder | string {
  try {
    return place.folder.below(place.name);
  } catch (error) {
    if (error !== 'not-directory' && error !== 'loop') throw error;
    const link = linkAt(place);
    if (link === undefined) throw error;
    return link;
  }
}

/** The target of a link; undefined if there is no link. */
function linkAt(place: Place): string | undefined {
  try {
    return readLink(place);
  } catch (error) {
    if (error === 'invalid' || error === 'no-entry' || error === 'unsupported') return undefined;
    throw error;
  }
}

/** Throws `not-permitted` for a target that is a path of the host. */
export function readLink({ folder, name }: Place): string {
  const target = text(attempt(() => readlinkSync(folder.at(name), { encoding: 'buffer' })));
  if (isAbsolute(target)) throw 'not-permitted';
  return target;
}

/** Names that are no UTF-8 cannot be given to a guest. */
export function text(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw 'illegal-byte-sequence';
  }
}
