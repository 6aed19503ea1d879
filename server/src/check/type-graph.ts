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

/** Whether a type holds a `borrow` at any depth. */
export function holdsBorrow(scope: Scope, type: Type | undefined): boolean {
  if (type?.kind === 'borrow') return true;
  if (type?.kind !== 'named') return partsOf(type).some((part) => holdsBorrow(scope, part));
  const definition = definitionOf(scope, type.name);
  return definition !== undefined && definitionHoldsBorrow(definition);
}

/** Definitions never change, so what was found of one holds for good. */
const borrows = new WeakMap<Definition, boolean>();

function definitionHoldsBorrow(definition: Definition): boolean {
  const known = borrows.get(definition);
  if (known !== undefined) return known;
  // What contains itself holds no more than the rest of it does.
  borrows.set(definition, false);
  const node = typeNode(definition);
  const inner = definition.container?.scope;
  const holds =
    node !== undefined && inner !== undefined && typesIn(node).some((type) => holdsBorrow(inner, type));
  borrows.set(definition, holds);
  return holds;
}

const typesIn = (node: TypeDefinition): readonly (Type | undefined)[] =>
  node.kind === 'type' ? [node.type] : membersOf(node).map(({ type }) => type);
