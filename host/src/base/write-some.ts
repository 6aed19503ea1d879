import { fstatSync, writeSync } from 'node:fs';

/**
 * Writes bytes until the descriptor would block, however few it takes at once: a write is cut short by the end
 * of a disk, or a limit of a file's size, and only the next one fails. Node.js' own stream of a file does not look.
 * @returns the rest, which is empty unless the descriptor would block
 * @throws the system's error
 */
export function writeSome(descriptor: number, bytes: Uint8Array): Uint8Array {
  let at = 0;
  try {
    while (at < bytes.length) at += writeSync(descriptor, bytes, at);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
  }
  return bytes.subarray(at);
}

export const isFile = (descriptor: number): boolean => fstatSync(descriptor).isFile();
