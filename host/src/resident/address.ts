import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { program } from '../programs.ts';
import { privateAddress } from '../private-folder.ts';

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
 * FNV-1a with 64 bits. Collisions are no attack: whoever could cause one has the rights of this user already, and
 * loading `node:crypto` would take a quarter of the start of Node.js.
 */
function hashOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
