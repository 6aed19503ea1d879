import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { program, sha256 } from '../files.ts';
import { privateAddress } from '../private-folder.ts';

/**
 * The socket of the resident host that does what this process would do: of the same build, on the same Node.js, for
 * the same user and with the same rights for new files.
 * @returns undefined where there is none
 */
export function residentAddress(): string | undefined {
  const file = fileURLToPath(program('resident'));
  const environment = ['WIT_STUDIO_NODE', 'NODE_OPTIONS'].map((name) => process.env[name] ?? '');
  const like = [file, statSync(file).mtimeMs, process.execPath, process.umask(), ...environment];
  return privateAddress(sha256(...like.map(String)).slice(0, 16));
}
