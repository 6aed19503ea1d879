import { once } from '../base/once.ts';
import type { Problem, ResolvedPackage } from '../resolve/model.ts';
import type { Span } from '../syntax/ast.ts';
import type { ParsedFile } from '../syntax/parse.ts';
import { bodiesOf, typeDefinitionsOf } from './facts/scopes.ts';

/**
 * Whether a semantic error only follows from a syntax error: its tokens contain skipped text, or end right before it
 * (`use a:b.c` names no package `a:b`).
 */
export function followsFromSyntax({ at }: Problem, files: readonly ParsedFile[]): boolean {
  if (!('first' in at)) return false;
  const file = files.find(({ uri, ast }) => uri === at.uri && ast.errors.length > 0);
  return file?.ast.errors.some(({ first }) => first >= at.first && first <= at.last + 1) ?? false;
}

/** Whether a problem is in a type that a `use` hides, at which the reference does not look. */
export function isInHiddenType(resolved: ResolvedPackage, { code, at }: Problem): boolean {
  if (code === 'hidden-type' || !('first' in at)) return false;
  return hiddenTypes(resolved).some(
    ({ uri, first, last }) => uri === at.uri && first <= at.first && at.last <= last,
  );
}

const hiddenTypes = once((resolved: ResolvedPackage): readonly (Span & { readonly uri: string })[] => {
  const names = resolved.problems.filter(({ code }) => code === 'hidden-type').map(({ at }) => at);
  if (names.length === 0) return [];
  return bodiesOf(resolved).flatMap((body) =>
    typeDefinitionsOf(body).flatMap(({ name, attributes, first, last }) => {
      const isHidden = names.some((at) => 'first' in at && at.uri === body.uri && at.first === name?.token);
      return isHidden ? [{ uri: body.uri, first: attributes[0]?.first ?? first, last }] : [];
    }),
  );
});
