import { once } from '../../base/once.ts';
import type { Name, Type, TypeDefinition } from '../../syntax/ast.ts';
import { final } from '../../resolve/context.ts';
import type { Definition, Scope } from '../../resolve/model.ts';
import type { TypesContext } from '../rule.ts';
import { membersOf, namesIn, partsOf, writesBorrow } from '../../resolve/types.ts';
import { type Known, knownOfTypes } from './type-states.ts';

/** The definition that a name in a body refers to, through `use`. */
export function definitionOf(scope: Scope, name: Pick<Name, 'text'>): Definition | undefined {
  const found = scope.names.get(name.text);
  return found && final(found);
}

/** The item that defines a type; undefined for functions and unknown names. */
export function typeNode(definition: Definition | undefined): TypeDefinition | undefined {
  return definition?.kind === 'type' ? (definition.node as TypeDefinition) : undefined;
}

/** The definition behind aliases that a type's name refers to; undefined if it is unknown. */
export function resolvedDefinition(scope: Scope, name: Pick<Name, 'text'>): Definition | undefined {
  let definition = definitionOf(scope, name);
  for (let steps = 0; steps < 100; steps++) {
    const node = typeNode(definition);
    if (node?.kind !== 'type' || node.type?.kind !== 'named') return definition;
    const inner = definition!.container?.scope;
    definition = inner && definitionOf(inner, node.type.name);
  }
  return undefined;
}

/** Definitions that hold no `borrow`, as far as is known. */
const withoutBorrowIn = knownOfTypes<boolean>();

/** Whether a type holds a `borrow` at any depth. */
export function holdsBorrow(context: TypesContext, scope: Scope, type: Type | undefined): boolean {
  if (type === undefined || type.kind === 'primitive') return false;
  const withoutBorrow = withoutBorrowIn(context.root);
  const isWithout = (name: Name) => {
    const definition = definitionOf(scope, name);
    if (definition === undefined || withoutBorrow.get(definition)) return true;
    const node = typeNode(definition);
    return node !== undefined && isPlain(node);
  };
  if (!writesBorrow(type) && namesIn(type).every(isWithout)) return false;
  return reaches(withoutBorrow, scope, type, ({ kind }) => kind === 'borrow');
}

/** Definitions that hold no handle, as far as is known. */
const withoutHandleIn = knownOfTypes<boolean>();

/** Whether a type holds a handle at any depth: of a resource, a stream, a future or an error context. */
export const holdsHandle = (context: TypesContext, scope: Scope, type: Type | undefined): boolean =>
  reaches(withoutHandleIn(context.root), scope, type, isHandle);

const isHandle = (type: Type, node: TypeDefinition | undefined): boolean =>
  node?.kind === 'resource' || handles.has(type.kind === 'primitive' ? type.name : type.kind);

const handles = new Set<string>(['own', 'borrow', 'stream', 'future', 'error-context']);

/** Names no type, and writes no borrow. */
const isPlain = once((node: TypeDefinition): boolean =>
  typesIn(node).every((type) => namesIn(type).length === 0 && !writesBorrow(type)),
);

/**
 * Whether a type is, or is made of, one that is looked for. A chain of definitions may be long, so this does not
 * recurse.
 *
 * @param without definitions of which it is known that they are not; more are added
 */
function reaches(
  without: Known<boolean>,
  scope: Scope,
  type: Type | undefined,
  isOne: (type: Type, node: TypeDefinition | undefined) => boolean,
): boolean {
  const seen: Definition[] = [];
  const open: [Scope, Type | undefined][] = [[scope, type]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [inner, one] = next;
    if (!one) continue;
    const definition = one.kind === 'named' ? definitionOf(inner, one.name) : undefined;
    const [node, around] = [typeNode(definition), definition?.container?.scope];
    if (isOne(one, node)) {
      for (const definition of seen) without.set(definition, false);
      return true;
    }
    for (const part of partsOf(one)) open.push([inner, part]);
    if (!definition || !node || !around || without.get(definition)) continue;
    // Taken back if it holds one after all.
    without.set(definition, true);
    seen.push(definition);
    for (const part of typesIn(node)) open.push([around, part]);
  }
  return false;
}

/** The types that a definition directly consists of; a case without a payload has none. */
export const typesIn = (node: TypeDefinition): readonly (Type | undefined)[] =>
  node.kind === 'type' ? [node.type] : membersOf(node).map(({ type }) => type);
