import type { Definition, Scope } from '../../resolve/model.ts';
import type { Name, PrimitiveName, Type, TypeDefinition } from '../../syntax/ast.ts';
import { type Measurement, settle, typesIn } from './settle.ts';
import { definitionOf } from './type-graph.ts';

/** How a value lies in a 64-bit memory, in bytes: by that the reference measures (Canonical ABI). */
interface Layout {
  readonly size: number;
  readonly align: number;
}

/** A value of this size or more is refused. */
export const sizeLimit = 2 ** 28;

/** The size of a value; of a part that is too large itself nothing is added. */
export const sizeOf = (scope: Scope, type: Type): number => {
  settle(scope, [type], layouts);
  return layoutOf(scope, type).size;
};

/** The size of a value of a defined type. */
export const sizeOfDefined = (scope: Scope, node: TypeDefinition): number => {
  settle(scope, typesIn(node), layouts);
  return layoutOfDefined(scope, node).size;
};

const nothing: Layout = { size: 0, align: 1 };
const pointerAndLength: Layout = { size: 16, align: 8 };
const handle: Layout = { size: 4, align: 4 };
const unsigned = (bytes: number): Layout => ({ size: bytes, align: bytes });

const widths: Readonly<Record<PrimitiveName, number>> = {
  bool: 1, u8: 1, s8: 1, u16: 2, s16: 2, u32: 4, s32: 4, f32: 4, char: 4, 'error-context': 4,
  u64: 8, s64: 8, f64: 8, string: 16,
}; // prettier-ignore

const layouts: Measurement<Layout> = {
  known: new WeakMap<Definition, Layout>(),
  measure: (scope, node) => layoutOfDefined(scope, node),
  isOpaque: (type) => isReference(type),
};

/** Whether a value of the type is a handle, or a pointer to what it holds. */
function isReference(type: Type): boolean {
  if (type.kind === 'list') return type.length === undefined;
  return ['map', 'own', 'borrow', 'stream', 'future'].includes(type.kind);
}

function layoutOf(scope: Scope, type: Type): Layout {
  const part = (one: Type | undefined) => (one ? bounded(layoutOf(scope, one)) : undefined);
  switch (type.kind) {
    case 'primitive':
      return type.name === 'string' ? pointerAndLength : unsigned(widths[type.name]);
    case 'named':
      return layoutNamed(scope, type.name);
    case 'list':
      return type.length === undefined ? pointerAndLength : repeated(part(type.element), type.length);
    case 'map':
      return pointerAndLength;
    case 'tuple':
      return inSequence(type.elements.map(part));
    case 'option':
      return oneOf([undefined, part(type.element)]);
    case 'result':
      return oneOf([part(type.ok), part(type.err)]);
    default:
      return handle;
  }
}

const layoutNamed = (scope: Scope, name: Name): Layout => {
  const definition = definitionOf(scope, name);
  return (definition && layouts.known.get(definition)) ?? nothing;
};

function layoutOfDefined(scope: Scope, node: TypeDefinition): Layout {
  const members = () => typesIn(node).map((type) => type && bounded(layoutOf(scope, type)));
  switch (node.kind) {
    case 'type':
      return node.type ? layoutOf(scope, node.type) : nothing;
    case 'record':
      return inSequence(members());
    case 'variant':
      return oneOf(members());
    case 'enum':
      return discriminant(node.cases.length);
    case 'flags':
      return unsigned(node.flags.length <= 8 ? 1 : node.flags.length <= 16 ? 2 : 4);
    case 'resource':
      return handle;
  }
}

/** What is too large has been reported for itself. */
const bounded = (layout: Layout): Layout => (layout.size < sizeLimit ? layout : nothing);

/** A length that no list may have is another mistake. */
function repeated(element: Layout | undefined, length: bigint): Layout {
  const { size, align } = element ?? nothing;
  return length > 2n ** 30n ? nothing : { size: size * Number(length), align };
}

function inSequence(parts: readonly (Layout | undefined)[]): Layout {
  let [end, align] = [0, 1];
  for (const part of parts) {
    if (!part) continue;
    end = aligned(end, part.align) + part.size;
    align = Math.max(align, part.align);
  }
  return { size: aligned(end, align), align };
}

function oneOf(payloads: readonly (Layout | undefined)[]): Layout {
  const which = discriminant(payloads.length);
  const payloadAlign = Math.max(1, ...payloads.map((one) => one?.align ?? 1));
  const payloadSize = Math.max(0, ...payloads.map((one) => one?.size ?? 0));
  const align = Math.max(which.align, payloadAlign);
  return { size: aligned(aligned(which.size, payloadAlign) + payloadSize, align), align };
}

const discriminant = (cases: number): Layout => unsigned(cases <= 0x100 ? 1 : cases <= 0x10000 ? 2 : 4);

const aligned = (offset: number, align: number): number => Math.ceil(offset / align) * align;
