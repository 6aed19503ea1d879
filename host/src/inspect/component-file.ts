import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  asComponent,
  missingReason,
  unreadableComponent,
} from '../../../server/src/compositions/component-bytes.ts';
import { ProblemError } from '../../../server/src/base/problem.ts';
import { reasonOf } from '../base/file-problem.ts';
import type { SourceLocation } from '../protocol.ts';

/**
 * The bytes of a component, or of a core module of which one can be made.
 * @param at where the path was written, for the message
 * @throws HostError `component-unreadable` or `not-a-component`
 */
export async function readComponent(path: string, at?: SourceLocation): Promise<Uint8Array> {
  return asComponent(await readBytes(path, at), path, at);
}

/**
 * As `readComponent`; a WIT package in the binary format will do, too.
 * @throws HostError `component-unreadable` or `not-a-component`
 */
export async function readComponentOrPackage(path: string, at?: SourceLocation): Promise<Uint8Array> {
  return asComponent(await readBytes(path, at), path, at, true);
}

/**
 * The bytes of a file, whatever it is: those of one moment, also when it is rewritten meanwhile.
 * @throws HostError `component-unreadable`
 */
export async function readBytes(path: string, at?: SourceLocation): Promise<Uint8Array> {
  try {
    // A device has no end, and opening a pipe without a writer blocks.
    const stats = await stat(path);
    if (!stats.isFile() && !stats.isDirectory())
      throw unreadableComponent(path, 'it is a device or a pipe, and no file', at);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const bytes = await readUnchanged(path);
      if (bytes) return bytes;
      await wait(PAUSE_MS);
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw unreadableComponent(path, isMissing ? await missing(path) : reasonOf(error), at);
  }
  throw unreadableComponent(path, 'another program keeps writing it; try again when that has ended', at);
}

const ATTEMPTS = 10;
const PAUSE_MS = 50;

/** @returns undefined if the file was written while it was read */
async function readUnchanged(path: string): Promise<Uint8Array | undefined> {
  await using file = await open(path);
  const before = await file.stat({ bigint: true });
  const bytes = await file.readFile();
  const after = await file.stat({ bigint: true });
  const isSame = before.mtimeNs === after.mtimeNs && before.size === after.size;
  return isSame && BigInt(bytes.length) === after.size ? bytes : undefined;
}

/** With suggestions for the first missing folder or file of the path. */
async function missing(path: string): Promise<string> {
  const siblings = await readdir(dirname(path)).catch(() => undefined);
  if (siblings === undefined && dirname(path) !== path) return missing(dirname(path));
  return missingReason(basename(path), siblings ?? []);
}
