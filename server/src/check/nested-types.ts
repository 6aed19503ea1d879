import { partsOf } from '../resolve/types.ts';
import type { Type } from '../syntax/ast.ts';
import { type Body, once, typesOf } from './scopes.ts';

/** Every type that is written in a body, those within others included. */
export const nestedTypesOf = once((body: Body): readonly Type[] => {
  const types: Type[] = [];
  for (const type of typesOf(body)) addParts(type, types);
  return types;
});

function addParts(type: Type, types: Type[]): void {
  types.push(type);
  for (const part of partsOf(type)) if (part) addParts(part, types);
}
