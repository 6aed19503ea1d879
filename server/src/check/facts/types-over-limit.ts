import { nameRange, rangeOf } from '../../resolve/context.ts';
import type { Problem, Scope } from '../../resolve/model.ts';
import type { Type, TypeDefinition } from '../../syntax/ast.ts';
import type { TypesContext } from '../rule.ts';
import { type Body, typeDefinitionsOf, typesOf } from './scopes.ts';

/** A size that types may not reach. */
export interface Measure {
  readonly limit: number;
  /** Zero for a type that is a mistake of another one, where it is defined. */
  ofType(context: TypesContext, scope: Scope, type: Type): number;
  ofDefined(context: TypesContext, scope: Scope, node: TypeDefinition): number;
}

/** The types of a body that reach the limit: as they are written in it, then its records and variants. */
export function* typesOverLimit(
  context: TypesContext,
  body: Body,
  { limit, ofType, ofDefined }: Measure,
): Generator<Pick<Problem, 'at'> & { readonly size: number }> {
  const { scope, uri } = body;
  for (const type of typesOf(body)) {
    const size = ofType(context, scope, type);
    if (size >= limit) yield { at: rangeOf(uri, type), size };
  }
  for (const node of typeDefinitionsOf(body)) {
    const size = node.kind === 'record' || node.kind === 'variant' ? ofDefined(context, scope, node) : 0;
    if (size >= limit && node.name) yield { at: nameRange(uri, node.name), size };
  }
}
