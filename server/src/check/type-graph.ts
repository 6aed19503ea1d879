import type { Name, Type, TypeDefinition } from '../syntax/ast.ts';
import { final } from '../resolve/context.ts';
import type { Definition, Scope } from '../resolve/model.ts';
import { membersOf, partsOf } from '../resolve/types.ts';

/** The definition that a name in a body stands for, through `use`. */
export function definitionOf(scope: Scope, name: Name): Definition | undefined {
  const found = scope.names.get(name.text);
  return found && final(found);
}

/** The item that defines a type; undefined for functions and what is not known. */
export function typeNode(definition: Definition | undefined): TypeDefinition | undefined {
  return definition?.kind === 'type' ? (definition.node as TypeDefinition) : undefined;
}

/** What a type's name ends at, through aliases too; undefined when that is not known. */
export function behind(scope: Scope, name: Name): Definition | undefined {
  let definition = definitionOf(scope, name);
  for (let steps = 0; steps < 100; steps++) {
    const node = typeNode(definition);
    if (node?.kind !== 'type' || node.type?.kind !== 'named') return definition;
    const inner = definition!.container?.scope;
    definition = inner && definitionOf(inner, node.type.name);
  }
  return undefined;
}

/** Whether a type holds a `borrow` at any depth; a type that contains itself holds none beyond. */
export function holdsBorrow(
  scope: Scope,
  type: Type | undefined,
  seen: Set<Definition> = new Set(),
): boolean {
  if (type?.kind === 'borrow') return true;
  if (type?.kind !== 'named') return partsOf(type).some((part) => holdsBorrow(scope, part, seen));
  const definition = definitionOf(scope, type.name);
  const node = typeNode(definition);
  const inner = definition?.container?.scope;
  if (!definition || !node || !inner || seen.has(definition)) return false;
  seen.add(definition);
  if (node.kind === 'type') return holdsBorrow(inner, node.type, seen);
  return membersOf(node).some((member) => holdsBorrow(inner, member.type, seen));
}
