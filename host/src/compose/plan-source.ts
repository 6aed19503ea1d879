import { readFile } from 'node:fs/promises';
import { HostError } from '../problem.ts';
import type { Position, SourceLocation } from '../protocol.ts';

/** A plan's text, and how to point into it. */
export interface PlanSource {
  readonly file: string;
  readonly text: string;
  /** @param start, end UTF-16 offsets */
  locate(start: number, end: number): SourceLocation;
}

/**
 * @param at where another plan names the file
 * @throws HostError `plan-unreadable`
 */
export async function readPlanSource(file: string, at?: SourceLocation): Promise<PlanSource> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new HostError({
      code: 'plan-unreadable',
      message: `${file} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}`,
      help: 'Give the path of a composition.toml or of a .wac document.',
      ...(at && { at }),
    });
  });
  return planSource(file, text);
}

export function planSource(file: string, text: string): PlanSource {
  const positionAt = (offset: number): Position => {
    const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
    return { line: lines.length - 1, character: lines.at(-1)!.length };
  };
  const locate = (start: number, end: number) => ({ file, start: positionAt(start), end: positionAt(end) });
  return { file, text, locate };
}
