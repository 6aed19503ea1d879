import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Client } from './client.ts';

/** Where logs are that sessions have to repeat. */
export const LOGS = 'host/src/debug/testing';

/** Replaces text that differs between machines and versions of Node.js. */
const DIFFERS: readonly (readonly [found: RegExp, written: string])[] = [
  // V8 numbers scripts as it likes.
  [/("(?:instructionPointerReference|address|memoryReference)":)"0x[0-9a-f]+"/g, '$1"CODE"'],
  [/("(?:port|pid)":)\d+/g, '$1N'],
];

/** Compares the messages of a session with the log of this name, which UPDATE=1 writes anew. */
export function golden({ log }: Pick<Client, 'log'>, name: string, folder: string): void {
  const file = join(LOGS, name);
  const plain = `${log.join('\n').replaceAll(folder, 'FOLDER').replaceAll(resolve('.'), 'ROOT')}\n`;
  const text = DIFFERS.reduce((all, [found, written]) => all.replaceAll(found, written), plain);
  if (process.env['UPDATE']) writeFileSync(file, text);
  assert.ok(existsSync(file), `${file} is missing; UPDATE=1 writes it`);
  assert.deepEqual(text.split('\n'), readFileSync(file, 'utf8').split('\n'));
}
