import {
  flags,
  handle,
  inSequence,
  type Layout,
  memory64,
  nothing,
  oneOf,
  repeated,
} from '../../abi/memory.ts';
import { once } from '../../base/once.ts';
import type { Scope } from '../../resolve/model.ts';
import type { Type, TypeDefinition } from '../../syntax/ast.ts';
import type { TypesContext } from '../rule.ts';
import { type Known, type Measurement, settle, typesIn } from './settle.ts';
import { definitionOf } from './type-graph.ts';

/** A value of this size or more is refused. */
export const sizeLimit = 2 ** 28;

/** The size of a value; of a part that is too large itself nothing is added. */
export function sizeOf(context: TypesContext, scope: Scope, type: Type): number {
  const layouts = layoutsIn(context);
  settle(scope, [type], layouts);
  return layoutOf(layouts.known, scope, type).size;
}

/** The size of a value of a defined type. */
export function sizeOfDefined(context: TypesContext, scope: Scope, node: TypeDefinition): number {
  const layouts = layoutsIn(context);
  settle(scope, typesIn(node), layouts);
  return layoutOfDefined(layouts.known, scope, node).size;
}

/** In a 64-bit memory: by that the reference measures. */
const layoutsIn = once((_: TypesContext): Measurement<Layout> => {
  const known: Known<Layout> = new Map();
  return {
    known,
    measure: (scope, node) => layoutOfDefined(known, scope, node),
    isOpaque: (type) => isReference(type),
  };
});

/** Whether a value of the type is a handle, or a pointer to what it holds. */
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
      return (definition && known.get(definition)) ?? nothing;
    }
    case 'list':
      return type.length === undefined
        ? memory64.pointerAndLength
        : atLength(part(type.element) ?? nothing, type.length);
    case 'map':
      return memory64.pointerAndLength;
    case 'tuple':
      return inSequence(type.elements.map((one) => part(one) ?? nothing));
    case 'option':
      return oneOf([undefined, part(type.element)]);
    case 'result':
      return oneOf([part(type.ok), part(type.err)]);
    default:
      return handle;
  }
}

function layoutOfDefined(known: Known<Layout>, scope: Scope, node: TypeDefinition): Layout {
  const members = () => typesIn(node).map((type) => type && bounded(layoutOf(known, scope, type)));
  switch (node.kind) {
    case 'type':
      return node.type ? layoutOf(known, scope, node.type) : nothing;
    case 'record':
      return inSequence(members().map((one) => one ?? nothing));
    case 'variant':
      return oneOf(members());
    case 'enum':
      return oneOf(node.cases.map(() => undefined));
    case 'flags':
      return flags(node.flags.length);
    case 'resource':
      return handle;
  }
}

/** What is too large has been reported for itself. */
const bounded = (layout: Layout): Layout => (layout.size < sizeLimit ? layout : nothing);

/** A length that no list may have is another mistake. */
const atLength = (element: Layout, length: bigint): Layout =>
  length > 2n ** 30n ? nothing : repeated(element, Number(length));
