import type { Problem } from '../resolve/model.ts';
import type { ParsedFile } from '../syntax/parse.ts';

/**
 * Whether a semantic error only follows from a syntax error: its tokens contain skipped text, or end right before it
 * (`use a:b.c` names no package `a:b`).
 */
export function followsFromSyntax({ at }: Problem, files: readonly ParsedFile[]): boolean {
  if (!('first' in at)) return false;
  const file = files.find(({ uri, ast }) => uri === at.uri && ast.errors.length > 0);
  return file?.ast.errors.some(({ first }) => first >= at.first && first <= at.last + 1) ?? false;
}
