import { LineIndex } from '../base/line-index.ts';
import { ProblemError, type SourceLocation } from '../base/problem.ts';

/** A plan's text, and how to point into it and from it. */
export interface PlanSource {
  readonly file: string;
  readonly text: string;
  /** @param start, end UTF-16 offsets */
  locate(start: number, end: number): SourceLocation;
  /** Resolves a path in the plan. */
  resolve(path: string): string;
  /** Whether there is such a file; the path is one that `resolve` gave. */
  isFile(path: string): boolean;
}

/** @param file the plan's path, or its URI in the language server; `resolve` gives the same kind */
export function planSource(
  file: string,
  text: string,
  resolve: (path: string) => string,
  isFile: (path: string) => boolean = () => false,
): PlanSource {
  const lines = new LineIndex(text);
  const locate = (start: number, end: number) => ({
    file,
    start: lines.positionAt(start),
    end: lines.positionAt(end),
  });
  return { file, text, locate, resolve, isFile };
}

/**
 * @param reason `there is no such file`, or the system's message
 * @param at the place in another plan that names the file
 */
export function unreadablePlan(path: string, reason: string, at?: SourceLocation): ProblemError {
  return new ProblemError({
    code: 'plan-unreadable',
    message: `${path} cannot be read: ${reason}`,
    help: 'Give the path of a composition.toml or of a .wac document.',
    ...(at && { at }),
  });
}
