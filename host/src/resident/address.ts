import { lstatSync, mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { program, sha256 } from '../files.ts';

/** The longest path that every system takes for a socket, in bytes. */
const LONGEST = 100;

/**
 * The socket of the resident host that does what this process would do: of the same build, on the same Node.js, for
 * the same user and with the same rights for new files.
 * @returns undefined where there is none: on Windows, whose pipes others may open, and where the folder for it is
 * not this user's alone
 */
export function residentAddress(): string | undefined {
  const uid = process.getuid?.();
  if (uid === undefined) return undefined;
  const folder = join(process.env['XDG_RUNTIME_DIR'] ?? tmpdir(), `wit-studio-${uid}`);
  const file = fileURLToPath(program('resident'));
  const environment = ['WIT_STUDIO_NODE', 'NODE_OPTIONS'].map((name) => process.env[name] ?? '');
  const like = [file, statSync(file).mtimeMs, process.execPath, process.umask(), ...environment];
  const address = join(folder, sha256(...like.map(String)).slice(0, 16));
  return isPrivate(folder, uid) && Buffer.byteLength(address) <= LONGEST ? address : undefined;
}

function isPrivate(folder: string, uid: number): boolean {
  try {
    mkdirSync(folder, { mode: 0o700, recursive: true });
    const found = lstatSync(folder);
    return found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0;
  } catch {
    return false;
  }
}
