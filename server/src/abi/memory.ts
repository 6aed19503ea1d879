import type { PrimitiveName } from '../syntax/ast.ts';

/** The layout of a value in memory, in bytes (CanonicalABI.md, "Alignment" and "Element Size"). */
export interface Layout {
  readonly size: number;
  readonly align: number;
}

/** Sizes that depend on the address width. */
export interface Memory {
  primitive(name: PrimitiveName): Layout;
  /** A list without a fixed length, a map or a string. */
  readonly pointerAndLength: Layout;
}

export const memory32: Memory = memory(4);
export const memory64: Memory = memory(8);

/** @param pointer bytes of a pointer, and of a length */
function memory(pointer: number): Memory {
  const pointerAndLength = { size: 2 * pointer, align: pointer };
  return {
    primitive: (name) => (name === 'string' ? pointerAndLength : unsigned(widths[name])),
    pointerAndLength,
  };
}

const widths: Readonly<Record<Exclude<PrimitiveName, 'string'>, number>> = {
  bool: 1, u8: 1, s8: 1, u16: 2, s16: 2, u32: 4, s32: 4, f32: 4, char: 4, 'error-context': 4,
  u64: 8, s64: 8, f64: 8,
}; // prettier-ignore

export const emptyLayout: Layout = { size: 0, align: 1 };

/** The index of a resource, a stream or a future. */
export const handle: Layout = { size: 4, align: 4 };

export const repeated = ({ size, align }: Layout, length: number): Layout => ({ size: size * length, align });

/** The fields of a record or the elements of a tuple. */
export function inSequence(fields: readonly Layout[]): Layout {
  let [end, align] = [0, 1];
  for (const field of fields) {
    end = aligned(end, field.align) + field.size;
    align = Math.max(align, field.align);
  }
  return { size: aligned(end, align), align };
}

/** Where each field begins, from the start of the first. */
export function offsetsOf(fields: readonly Layout[]): readonly number[] {
  let end = 0;
  return fields.map(({ size, align }) => {
    const start = aligned(end, align);
    end = start + size;
    return start;
  });
}

/** The cases of a variant, an enum, an option or a result; one without a payload is `undefined`. */
export function layoutOfCases(payloads: readonly (Layout | undefined)[]): Layout {
  const align = Math.max(discriminant(payloads.length).align, largestAlign(payloads));
  let payload = 0;
  for (const one of payloads) payload = Math.max(payload, one?.size ?? 0);
  return { size: aligned(payloadStart(payloads) + payload, align), align };
}

/** Where the payload begins, which is the same for all cases. */
export const payloadStart = (payloads: readonly (Layout | undefined)[]): number =>
  aligned(discriminant(payloads.length).size, largestAlign(payloads));

/** More than 32, which only tools up to 0.259 take, are one 32-bit value after the other. */
export function flags(count: number): Layout {
  if (count > 16) return { size: 4 * Math.ceil(count / 32), align: 4 };
  return count === 0 ? emptyLayout : unsigned(count <= 8 ? 1 : 2);
}

function largestAlign(payloads: readonly (Layout | undefined)[]): number {
  let align = 1;
  for (const one of payloads) align = Math.max(align, one?.align ?? 1);
  return align;
}

const unsigned = (bytes: number): Layout => ({ size: bytes, align: bytes });

const discriminant = (cases: number): Layout => unsigned(cases <= 0x100 ? 1 : cases <= 0x10000 ? 2 : 4);

const aligned = (offset: number, align: number): number => Math.ceil(offset / align) * align;
