import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NodeRuntime } from './choose-node.ts';

/**
 * Writes programs called `wit-studio` that start the command: for POSIX shells, and for cmd and PowerShell. A file
 * that is already right is left alone, as every window of the editor does this.
 *
 * @param folder where they go: a folder of their own
 * @param command the command's script
 */
export async function writeShims(folder: string, node: NodeRuntime, command: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const posix = join(folder, 'wit-studio');
  await write(posix, posixShim(node, command));
  await chmod(posix, 0o755);
  await write(join(folder, 'wit-studio.cmd'), windowsShim(node, command));
}

function posixShim({ command: node, env }: NodeRuntime, command: string): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
  const variables = Object.entries(env).map(([name, value]) => `export ${name}=${quoted(value)}\n`);
  return `#!/bin/sh\n${variables.join('')}exec ${quoted(node)} ${quoted(command)} "$@"\n`;
}

function windowsShim({ command: node, env }: NodeRuntime, command: string): string {
  const variables = Object.entries(env).map(([name, value]) => `set "${name}=${value}"\r\n`);
  return `@echo off\r\nsetlocal\r\n${variables.join('')}"${node}" "${command}" %*\r\n`;
}

async function write(path: string, text: string): Promise<void> {
  if ((await readFile(path, 'utf8').catch(() => undefined)) !== text) await writeFile(path, text);
}
