import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../../server/src/node/make-folder.ts';

/** The longest path that every system takes for a socket, in bytes. */
const LONGEST = 100;

/**
 * A path for a socket that only this user can open.
 * @returns undefined if there is none: on Windows, where others may open pipes, and if the folder does not belong to
 * this user alone
 */
export function privateAddress(name: string): string | undefined {
  const folder = privateFolder();
  const address = folder && join(folder, name);
  return address !== undefined && Buffer.byteLength(address) <= LONGEST ? address : undefined;
}

/** The folder of this user's sockets; undefined as for `privateAddress`. */
export function privateFolder(): string | undefined {
  const uid = process.getuid?.();
  if (uid === undefined) return undefined;
  const folder = join(
    process.env['XDG_RUNTIME_DIR'] ?? process.getBuiltinModule('node:os').tmpdir(),
    `wit-studio-${uid}`,
  );
  return isPrivate(folder, uid) ? folder : undefined;
}

function isPrivate(folder: string, uid: number): boolean {
  try {
    if (!lstatSync(folder, { throwIfNoEntry: false })) makeFolder(folder, 0o700);
    const found = lstatSync(folder);
    return found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0;
  } catch {
    return false;
  }
}
