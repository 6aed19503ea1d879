import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { program } from '../programs.ts';
import { privateAddress } from '../base/private-folder.ts';

/**
 * The socket of the resident host that can replace this process: of the same build, on the same Node.js, for the same
 * user and with the same umask.
 * @returns undefined if there is none
 */
export function residentAddress(): string | undefined {
  const file = fileURLToPath(program('resident'));
  const environment = ['WIT_STUDIO_NODE', 'NODE_OPTIONS'].map((name) => process.env[name] ?? '');
  const like = [file, statSync(file).mtimeMs, process.execPath, process.umask(), ...environment];
  return privateAddress(hashOf(like.join('\0')));
}

/**
 * Two sums of FNV-1a with 32 bits. Collisions are no attack: whoever could cause one has the rights of this user already,
 * and loading `node:crypto` would take a quarter of the start of Node.js.
 */
function hashOf(text: string): string {
  let [one, other] = [0x811c9dc5, 0xcbf29ce4];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ (code + at), 0x01000193);
  }
  return [one, other].map((sum) => (sum >>> 0).toString(16).padStart(8, '0')).join('');
}
