import type { Scope } from '../../resolve/model.ts';
import type { Span, Type } from '../../syntax/ast.ts';
import { typeNode } from './type-graph.ts';

/** The type that a name in the same body refers to: one step, as in wit-parser. */
export function aliasedOnce({ names, definition }: Scope, type: Type): Type | undefined {
  if (type.kind !== 'named') return type;
  const found = names.get(type.name.text);
  const node = typeNode(found);
  const isAlias = node?.kind === 'type' && found?.container === definition;
  return found && (isAlias ? node.type : type);
}

/** Where the reference points at a type: its first token, or the resource of a handle. */
export function startOfType(type: Type): Span {
  const isHandle = type.kind === 'own' || type.kind === 'borrow';
  const first = (isHandle && type.resource?.token) || type.first;
  return { first, last: first };
}
