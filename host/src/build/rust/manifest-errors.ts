import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Finding } from '../../protocol.ts';

/** `  --> Cargo.toml:22:10`, relative to the folder where cargo runs. */
const PLACE = /^\s*--> (.+\.toml):(\d+):(\d+)$/;

/**
 * Cargo's own errors, which are no JSON messages: `error: duplicate key`, and in the next line the place in the manifest
 * if it has one.
 *
 * @param lines of its standard error
 */
export function cargoErrors(lines: readonly string[], folder: string): Finding[] {
  return lines.flatMap((line, index): Finding[] => {
    const [, message] = /^error: (.+)$/.exec(line) ?? [];
    if (message === undefined) return [];
    const [, path, row, column] = PLACE.exec(lines[index + 1] ?? '') ?? [];
    const file = path === undefined ? undefined : resolve(folder, path);
    const start = { line: Number(row) - 1, character: Number(column) - 1 };
    const at = file !== undefined && existsSync(file) ? { file, start, end: start } : undefined;
    return [{ code: 'rust-build', severity: 'error', message, ...(at && { at }) }];
  });
}
