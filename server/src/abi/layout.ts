import { once } from '../base/once.ts';
import type { PrimitiveName } from '../syntax/ast.ts';
import type { ValueType } from './value-type.ts';

/** How a value lies in a 32-bit memory, in bytes (CanonicalABI.md, "Alignment" and "Element Size"). */
export interface Layout {
  readonly size: number;
  readonly align: number;
}

const nothing: Layout = { size: 0, align: 1 };
const pointerAndLength: Layout = { size: 8, align: 4 };
const handle: Layout = { size: 4, align: 4 };
const unsigned = (bytes: number): Layout => ({ size: bytes, align: bytes });

const widths: Readonly<Record<Exclude<PrimitiveName, 'string'>, number>> = {
  bool: 1, u8: 1, s8: 1, u16: 2, s16: 2, u32: 4, s32: 4, f32: 4, char: 4, 'error-context': 4,
  u64: 8, s64: 8, f64: 8,
}; // prettier-ignore

export const layoutOf: (type: ValueType) => Layout = once((type: ValueType): Layout => {
  switch (type.kind) {
    case 'primitive':
      return type.name === 'string' ? pointerAndLength : unsigned(widths[type.name]);
    case 'list':
      return pointerAndLength;
    case 'fixed-list':
      return repeated(layoutOf(type.element), type.length);
    case 'record':
      return inSequence(type.fields.map(layoutOf));
    case 'variant':
      return oneOf(type.cases);
    case 'flags':
      return flags(type.count);
    case 'handle':
      return handle;
  }
});

/** Where the fields of a record begin, from the start of the record. */
export function fieldOffsets(fields: readonly ValueType[]): readonly number[] {
  let end = 0;
  return fields.map((field) => {
    const { size, align } = layoutOf(field);
    const start = aligned(end, align);
    end = start + size;
    return start;
  });
}

/** Where the payload of a variant begins, which is the same for all cases. */
export function payloadOffset(cases: readonly (ValueType | undefined)[]): number {
  return aligned(discriminant(cases.length).size, largestAlign(cases));
}

const repeated = ({ size, align }: Layout, length: number): Layout => ({ size: size * length, align });

function inSequence(fields: readonly Layout[]): Layout {
  let [end, align] = [0, 1];
  for (const field of fields) {
    end = aligned(end, field.align) + field.size;
    align = Math.max(align, field.align);
  }
  return { size: aligned(end, align), align };
}

function oneOf(cases: readonly (ValueType | undefined)[]): Layout {
  const align = Math.max(discriminant(cases.length).align, largestAlign(cases));
  let payload = 0;
  for (const one of cases) if (one) payload = Math.max(payload, layoutOf(one).size);
  return { size: aligned(payloadOffset(cases) + payload, align), align };
}

function largestAlign(cases: readonly (ValueType | undefined)[]): number {
  let align = 1;
  for (const one of cases) if (one) align = Math.max(align, layoutOf(one).align);
  return align;
}

const discriminant = (cases: number): Layout => unsigned(cases <= 0x100 ? 1 : cases <= 0x10000 ? 2 : 4);

/** More than 32, which only tools up to 0.259 take, are one 32-bit value after the other. */
function flags(count: number): Layout {
  if (count > 16) return { size: 4 * Math.ceil(count / 32), align: 4 };
  return count === 0 ? nothing : unsigned(count <= 8 ? 1 : 2);
}

const aligned = (offset: number, align: number): number => Math.ceil(offset / align) * align;
