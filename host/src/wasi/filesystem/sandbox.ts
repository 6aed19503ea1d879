import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path';

const ERROR_CODES: Readonly<Record<string, string>> = {
  EACCES: 'access',
  EBADF: 'bad-descriptor',
  EBUSY: 'busy',
  EEXIST: 'exist',
  EFBIG: 'file-too-large',
  EINVAL: 'invalid',
  EISDIR: 'is-directory',
  ELOOP: 'loop',
  EMLINK: 'too-many-links',
  ENAMETOOLONG: 'name-too-long',
  ENOENT: 'no-entry',
  ENOSPC: 'insufficient-space',
  ENOTDIR: 'not-directory',
  ENOTEMPTY: 'not-empty',
  EPERM: 'not-permitted',
  EROFS: 'read-only',
  ESPIPE: 'invalid-seek',
  EXDEV: 'cross-device',
};

/** Calls the file system; its failures are thrown as the bare `error-code` that the bindings expect. */
export function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Error && 'code' in error ? (ERROR_CODES[String(error.code)] ?? 'io') : error;
  }
}

/**
 * The host path of `path` below `directory`, which lies in `root`.
 * Whatever leads out of `root` is `not-permitted`: an absolute path, `..`, a symbolic link.
 * @param root a real path, without links
 * @param follow whether a link at the very end is followed
 */
export function locate(root: string, directory: string, path: string, follow: boolean): string {
  if (path === '') throw 'no-entry';
  const target = resolve(directory, path);
  if (isAbsolute(path)) throw 'not-permitted';
  requireInside(root, target);
  if (target === root) return root;
  const parent = attempt(() => realpathSync(dirname(target)));
  requireInside(root, parent);
  const found = join(parent, basename(target));
  if (!follow || !isLink(found)) return found;
  const real = attempt(() => realpathSync(found));
  requireInside(root, real);
  return real;
}

function requireInside(root: string, path: string): void {
  const prefix = root.endsWith(sep) ? root : root + sep;
  if (path !== root && !path.startsWith(prefix)) throw 'not-permitted';
}

const isLink = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
