import { membersOf, partsOf } from '../../resolve/types.ts';
import type { Definition, Scope } from '../../resolve/model.ts';
import type { Type, TypeDefinition } from '../../syntax/ast.ts';
import { definitionOf, typeNode } from './type-graph.ts';

/** A type as it is written out, with the scope that its names mean something in. */
interface ScopedType {
  readonly scope: Scope;
  /** Undefined of a record and the like, which `definition` is. */
  readonly type: Type | undefined;
  readonly definition: Definition | undefined;
}

/** The type behind aliases; undefined if it is unknown. */
export function written(scope: Scope, type: Type): ScopedType {
  let [around, current] = [scope, type];
  for (let steps = 0; steps < 100 && current.kind === 'named'; steps++) {
    const definition = definitionOf(around, current.name);
    const node = typeNode(definition);
    const inner = definition?.container?.scope;
    if (node?.kind !== 'type' || !node.type || !inner) return { scope: around, type: undefined, definition };
    [around, current] = [inner, node.type];
  }
  return { scope: around, type: current, definition: undefined };
}

/**
 * Whether two types are the same type of the Component Model: structurally equal after following names; resources are
 * equal if they have the same definition. Unknown types equal everything.
 */
export function isSameType(scope: Scope, one: Type, other: Type, otherScope = scope, depth = 0): boolean {
  const [a, b] = [written(scope, one), written(otherScope, other)];
  // Circles and unknown names have rules of their own.
  if (depth > 100 || isUnknown(a) || isUnknown(b)) return true;
  if (a.definition || b.definition) return isSameDefined(a, b, depth);
  return isSameWritten(a, b, depth);
}

const isUnknown = ({ type, definition }: ScopedType): boolean => !type && !typeNode(definition);

/** A resource by its name is an `own` handle. */
function isSameDefined(a: ScopedType, b: ScopedType, depth: number): boolean {
  const [first, second] = [ownedBy(a), ownedBy(b)];
  if (first || second) return first === second;
  if (a.definition === b.definition) return true;
  const [one, other] = [typeNode(a.definition), typeNode(b.definition)];
  if (!one || !other || one.kind !== other.kind) return false;
  return isSameMembers([one, a.definition!], [other, b.definition!], depth);
}

type Node = readonly [TypeDefinition, Definition];

function isSameMembers([one, first]: Node, [other, second]: Node, depth: number): boolean {
  const [members, others] = [membersOf(one), membersOf(other)];
  if (members.length !== others.length) return false;
  return members.every(({ name, type }, n) => {
    const that = others[n]!;
    if (name.text !== that.name.text || !type || !that.type)
      return name.text === that.name.text && type === that.type;
    return isSameType(first.container!.scope!, type, that.type, second.container!.scope, depth + 1);
  });
}

/** The resource that a type is an owned handle of. */
function ownedBy({ scope, type, definition }: ScopedType): Definition | undefined {
  if (typeNode(definition)?.kind === 'resource') return definition;
  return type?.kind === 'own' ? resourceOf(scope, type) : undefined;
}

const resourceOf = (scope: Scope, type: Type & { kind: 'own' | 'borrow' }): Definition | undefined =>
  type.resource && written(scope, { ...type, kind: 'named', name: type.resource }).definition;

function isSameWritten(a: ScopedType, b: ScopedType, depth: number): boolean {
  const [one, other] = [a.type!, b.type!];
  if (one.kind !== other.kind) return false;
  if (one.kind === 'primitive' && other.kind === 'primitive') return one.name === other.name;
  if (one.kind === 'list' && other.kind === 'list' && one.length !== other.length) return false;
  if ((one.kind === 'own' || one.kind === 'borrow') && (other.kind === 'own' || other.kind === 'borrow'))
    return resourceOf(a.scope, one) === resourceOf(b.scope, other);
  const [parts, others] = [partsOf(one), partsOf(other)];
  if (parts.length !== others.length) return false;
  return parts.every((part, n) => {
    const that = others[n];
    if (!part || !that) return part === that;
    return isSameType(a.scope, part, that, b.scope, depth + 1);
  });
}
