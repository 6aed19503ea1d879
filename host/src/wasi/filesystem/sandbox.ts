import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { attempt } from './errors.ts';

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
