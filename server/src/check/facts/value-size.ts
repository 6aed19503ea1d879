import {
  flags,
  handle,
  inSequence,
  type Layout,
  memory64,
  emptyLayout,
  layoutOfCases,
  repeated,
} from '../../abi/memory.ts';
import { once } from '../../base/once.ts';
import type { ResolvedRoot, Scope } from '../../resolve/model.ts';
import type { Type, TypeDefinition } from '../../syntax/ast.ts';
import type { TypesContext } from '../rule.ts';
import { type Measurement, measureDefinitions } from './measure-definitions.ts';
import { definitionOf, typesIn } from './type-graph.ts';
import { type Known, knownOfTypes } from './type-states.ts';

/** A value of this size or more is refused. */
export const sizeLimit = 2 ** 28;

/** The size of a value; of a part that is too large itself nothing is added. */
export function sizeOf(context: TypesContext, scope: Scope, type: Type): number {
  const layouts = layoutsIn(context.root);
  measureDefinitions(scope, [type], layouts);
  return layoutOf(layouts.known, scope, type).size;
}

/** The size of a value of a defined type. */
export function sizeOfDefined(context: TypesContext, scope: Scope, node: TypeDefinition): number {
  const layouts = layoutsIn(context.root);
  measureDefinitions(scope, typesIn(node), layouts);
  return layoutOfDefined(layouts.known, scope, node).size;
}

/** In a 64-bit memory: by that the reference measures. */
const layoutsIn = once((root: ResolvedRoot): Measurement<Layout> => {
  const known = knownLayouts(root);
  return {
    known,
    measure: (scope, node) => layoutOfDefined(known, scope, node),
    isOpaque: (type) => isReference(type),
  };
});

const knownLayouts = knownOfTypes<Layout>();

/** Whether a value of the type is a handle, or a pointer to its contents. */
function isReference(type: Type): boolean {
  if (type.kind === 'list') return type.length === undefined;
  return ['map', 'own', 'borrow', 'stream', 'future'].includes(type.kind);
}

function layoutOf(known: Known<Layout>, scope: Scope, type: Type): Layout {
  const part = (one: Type | undefined) => (one ? bounded(layoutOf(known, scope, one)) : undefined);
  switch (type.kind) {
    case 'primitive':
      return memory64.primitive(type.name);
    case 'named': {
      const definition = definitionOf(scope, type.name);
      return (definition && known.get(definition)) ?? emptyLayout;
    }
    case 'list':
      return type.length === undefined
        ? memory64.pointerAndLength
        : atLength(part(type.element) ?? emptyLayout, type.length);
    case 'map':
      return memory64.pointerAndLength;
    case 'tuple':
      return inSequence(type.elements.map((one) => part(one) ?? emptyLayout));
    case 'option':
      return layoutOfCases([undefined, part(type.element)]);
    case 'result':
      return layoutOfCases([part(type.ok), part(type.err)]);
    default:
      return handle;
  }
}

function layoutOfDefined(known: Known<Layout>, scope: Scope, node: TypeDefinition): Layout {
  const members = () => typesIn(node).map((type) => type && bounded(layoutOf(known, scope, type)));
  switch (node.kind) {
    case 'type':
      return node.type ? layoutOf(known, scope, node.type) : emptyLayout;
    case 'record':
      return inSequence(members().map((one) => one ?? emptyLayout));
    case 'variant':
      return layoutOfCases(members());
    case 'enum':
      return layoutOfCases(node.cases.map(() => undefined));
    case 'flags':
      return flags(node.flags.length);
    case 'resource':
      return handle;
  }
}

/** Types over the limit are reported separately. */
const bounded = (layout: Layout): Layout => (layout.size < sizeLimit ? layout : emptyLayout);

/** A length that no list may have is another mistake. */
const atLength = (element: Layout, length: bigint): Layout =>
  length > 2n ** 30n ? emptyLayout : repeated(element, Number(length));
