import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import {
  asComponent,
  missingReason,
  unreadableComponent,
} from '../../../server/src/compositions/component-bytes.ts';
import { reasonOf } from '../file-problem.ts';
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
 * The bytes of a file, whatever it is.
 * @throws HostError `component-unreadable`
 */
export function readBytes(path: string, at?: SourceLocation): Promise<Uint8Array> {
  return readFile(path).catch(async (error: NodeJS.ErrnoException) => {
    throw unreadableComponent(path, error.code === 'ENOENT' ? await missing(path) : reasonOf(error), at);
  });
}

/** With suggestions for the first missing folder or file of the path. */
async function missing(path: string): Promise<string> {
  const siblings = await readdir(dirname(path)).catch(() => undefined);
  if (siblings === undefined && dirname(path) !== path) return missing(dirname(path));
  return missingReason(basename(path), siblings ?? []);
}
