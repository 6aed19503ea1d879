import { final } from '../../resolve/context.ts';
import type { Definition, Scope } from '../../resolve/model.ts';
import { partsOf } from '../../resolve/types.ts';
import type { FunctionType, Type, TypeDefinition } from '../../syntax/ast.ts';
import { type Body, functionsOf, typeDefinitionsOf } from './scopes.ts';
import { type Measurement, settle, settleAll, typesIn } from './settle.ts';
import { definitionOf } from './type-graph.ts';

/** A type of this size or more is refused. */
export const typeSizeLimit = 1_000_000;

/**
 * The size of types as wasm-tools counts it: one for each type that a type is made of and for itself, where a
 * name counts as what it names. Parts that are too large themselves count as one.
 */
const sizes: Measurement<number> = {
  known: new WeakMap<Definition, number>(),
  measure: (scope, node) => sizeInDefinition(scope, node),
  isOpaque: ({ kind }) => kind === 'own' || kind === 'borrow',
};

export function typeSizeOf(scope: Scope, type: Type): number {
  settle(scope, [type], sizes);
  return sizeOf(scope, type);
}

export function typeSizeOfDefined(scope: Scope, node: TypeDefinition): number {
  settle(scope, typesIn(node), sizes);
  return sizeInDefinition(scope, node);
}

export function typeSizeOfFunction(scope: Scope, { params, result }: FunctionType): number {
  const types = [...params.map(({ type }) => type), result];
  settle(scope, types, sizes);
  return together(scope, types);
}

/** The size of an interface or world by itself: of its types, of those that it uses, and of its functions. */
export function typeSizeOfBody(body: Body): number {
  const { scope } = body;
  const used = [...scope.names.values()].flatMap((name) => (name.kind === 'use' ? (final(name) ?? []) : []));
  settleAll(used, sizes);
  const parts = [
    ...used.map((definition) => sizes.known.get(definition) ?? 1),
    ...typeDefinitionsOf(body).map((node) => typeSizeOfDefined(scope, node)),
    ...functionsOf(body).map(({ func }) => typeSizeOfFunction(scope, func)),
  ];
  return parts.reduce((sum, size) => sum + bounded(size), 1);
}

function sizeInDefinition(scope: Scope, node: TypeDefinition): number {
  if (node.kind === 'type') return node.type ? sizeOf(scope, node.type) : 1;
  return node.kind === 'record' || node.kind === 'variant' ? together(scope, typesIn(node)) : 1;
}

function sizeOf(scope: Scope, type: Type): number {
  if (type.kind !== 'named') return together(scope, partsOf(type));
  const definition = definitionOf(scope, type.name);
  return (definition && sizes.known.get(definition)) ?? 1;
}

const together = (scope: Scope, types: readonly (Type | undefined)[]): number =>
  types.reduce((sum, type) => sum + (type ? bounded(sizeOf(scope, type)) : 0), 1);

/** What is too large has been reported for itself. */
const bounded = (size: number): number => (size < typeSizeLimit ? size : 1);
