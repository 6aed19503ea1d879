import { readFile } from 'node:fs/promises';
import { asComponent, unreadableComponent } from '../../../server/src/compositions/component-bytes.ts';
import type { SourceLocation } from '../protocol.ts';

/**
 * The bytes of a component.
 * @param at where the path was written, for the message
 * @throws HostError `component-unreadable` or `not-a-component`
 */
export async function readComponent(path: string, at?: SourceLocation): Promise<Uint8Array> {
  return asComponent(await read(path, at), path, at);
}

/**
 * As `readComponent`; a WIT package in the binary format will do, too.
 * @throws HostError `component-unreadable` or `not-a-component`
 */
export async function readComponentOrPackage(path: string, at?: SourceLocation): Promise<Uint8Array> {
  return asComponent(await read(path, at), path, at, true);
}

function read(path: string, at: SourceLocation | undefined): Promise<Uint8Array> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadableComponent(path, error.code === 'ENOENT' ? 'there is no such file' : error.message, at);
  });
}
