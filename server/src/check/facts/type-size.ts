import { once } from '../../base/once.ts';
import { final } from '../../resolve/context.ts';
import type { ResolvedRoot, Scope } from '../../resolve/model.ts';
import { partsOf } from '../../resolve/types.ts';
import type { FunctionType, Type, TypeDefinition } from '../../syntax/ast.ts';
import type { TypesContext } from '../rule.ts';
import { type Body, functionsOf, typeDefinitionsOf } from './scopes.ts';
import { type Measurement, measureDefinitions, settleAll } from './measure-definitions.ts';
import { definitionOf, typesIn } from './type-graph.ts';
import { type Known, knownOfTypes } from './type-states.ts';

/** A type of this size or more is refused. */
export const typeSizeLimit = 1_000_000;

/**
 * The size of types as wasm-tools counts it: one for a type itself and for each type that it consists of, where a name
 * counts as its type. Parts that are too large themselves count as one.
 */
const sizesIn = once((root: ResolvedRoot): Measurement<number> => {
  const known = knownSizes(root);
  return {
    known,
    measure: (scope, node) => sizeInDefinition(known, scope, node),
    isOpaque: ({ kind }) => kind === 'own' || kind === 'borrow',
  };
});

const knownSizes = knownOfTypes<number>();

export function typeSizeOf(context: TypesContext, scope: Scope, type: Type): number {
  const sizes = sizesIn(context.root);
  measureDefinitions(scope, [type], sizes);
  return sizeOf(sizes.known, scope, type);
}

export function typeSizeOfDefined(context: TypesContext, scope: Scope, node: TypeDefinition): number {
  const sizes = sizesIn(context.root);
  measureDefinitions(scope, typesIn(node), sizes);
  return sizeInDefinition(sizes.known, scope, node);
}

export function typeSizeOfFunction(
  context: TypesContext,
  scope: Scope,
  { params, result }: FunctionType,
): number {
  const sizes = sizesIn(context.root);
  const types = [...params.map(({ type }) => type), result];
  measureDefinitions(scope, types, sizes);
  return totalSize(sizes.known, scope, types);
}

/** The size of an interface or world by itself: of its types, of those that it uses, and of its functions. */
export function typeSizeOfBody(context: TypesContext, body: Body): number {
  const { scope } = body;
  const sizes = sizesIn(context.root);
  const used = [...scope.names.values()].flatMap((name) => (name.kind === 'use' ? (final(name) ?? []) : []));
  settleAll(used, sizes);
  const parts = [
    ...used.map((definition) => sizes.known.get(definition) ?? 1),
    ...typeDefinitionsOf(body).map((node) => typeSizeOfDefined(context, scope, node)),
    ...functionsOf(body).map(({ func }) => typeSizeOfFunction(context, scope, func)),
  ];
  return parts.reduce((sum, size) => sum + bounded(size), 1);
}

function sizeInDefinition(known: Known<number>, scope: Scope, node: TypeDefinition): number {
  if (node.kind === 'type') return node.type ? sizeOf(known, scope, node.type) : 1;
  return node.kind === 'record' || node.kind === 'variant' ? totalSize(known, scope, typesIn(node)) : 1;
}

function sizeOf(known: Known<number>, scope: Scope, type: Type): number {
  if (type.kind !== 'named') return totalSize(known, scope, partsOf(type));
  const definition = definitionOf(scope, type.name);
  return (definition && known.get(definition)) ?? 1;
}

const totalSize = (known: Known<number>, scope: Scope, types: readonly (Type | undefined)[]): number =>
  types.reduce((sum, type) => sum + (type ? bounded(sizeOf(known, scope, type)) : 0), 1);

/** Types over the limit are reported separately. */
const bounded = (size: number): number => (size < typeSizeLimit ? size : 1);
