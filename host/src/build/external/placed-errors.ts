import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Finding } from '../../protocol.ts';

/** `src/a.c:3:5: error: …`, as gcc, clang, go, zig and many others write it; go leaves out the kind. */
const PLACED =
  /^(?:vet: )?((?:[A-Za-z]:)?[^:\s][^:]*):(\d+)(?::(\d+))?: (?:fatal )?(?:(error|warning|note): )?(.+)$/;

/** The findings in the output of a compiler, for the files that are there. */
export function placedErrors(lines: readonly string[], folder: string, code: string): Finding[] {
  return lines.flatMap((line): Finding[] => {
    const [, path, row, column, kind = 'error', message] = PLACED.exec(line) ?? [];
    if (path === undefined || message === undefined || kind === 'note') return [];
    const file = resolve(folder, path);
    if (!existsSync(file)) return [];
    const start = { line: Number(row) - 1, character: Math.max(0, Number(column ?? 1) - 1) };
    const severity = kind === 'warning' ? 'warning' : 'error';
    return [{ code, severity, message, at: { file, start, end: start } }];
  });
}
