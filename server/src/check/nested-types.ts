import { partsOf } from '../resolve/types.ts';
import type { Type } from '../syntax/ast.ts';
import { type Body, typesOf } from './scopes.ts';

/** Every type that is written in a body, those within others included. */
export function* nestedTypesOf(body: Body): Generator<Type> {
  for (const type of typesOf(body)) yield* withParts(type);
}

function* withParts(type: Type): Generator<Type> {
  yield type;
  for (const part of partsOf(type)) if (part) yield* withParts(part);
}
