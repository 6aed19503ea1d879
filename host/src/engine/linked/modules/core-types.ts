/** Reads types and segments of a core module. */
import type { BinaryReader } from '../../../../../server/src/binary/binary-reader.ts';

export const SectionId = {
  custom: 0, type: 1, import: 2, function: 3, table: 4, memory: 5, global: 6, export: 7, start: 8, element: 9,
  code: 10, data: 11, tag: 13,
} as const; // prettier-ignore
export const Kind = { function: 0, table: 1, memory: 2, global: 3, tag: 4 } as const;
/** i32, i64, f32, f64, v128, funcref and externref. */
const VALUE_TYPES = [0x7f, 0x7e, 0x7d, 0x7c, 0x7b, 0x70, 0x6f];
const VECTOR = 0x7b;

/** A module with something that is not known here, or state that cannot be seen or put back. */
export class Hidden extends Error {}

export const hidden = (): never => {
  throw new Hidden();
};

/** @returns how many parameters it has */
export function functionType(words: BinaryReader): number {
  if (words.byte() !== 0x60) hidden();
  const params = words.list(() => valueType(words));
  words.list(() => valueType(words));
  return params.length;
}

function valueType(words: BinaryReader): number {
  const type = words.byte();
  return VALUE_TYPES.includes(type) ? type : hidden();
}

export function tableType(words: BinaryReader): void {
  const type = words.byte();
  if (type !== 0x70 && type !== 0x6f) hidden();
  limits(words, 1);
}

export interface Limits {
  readonly least: number;
  readonly most: number | undefined;
}

/** @param most the greatest of the flags that say no more than whether there is a maximum */
export function limits(words: BinaryReader, most: number): Limits {
  const flags = words.byte();
  if (flags > most) hidden();
  return { least: words.number(), most: flags === 1 ? words.number() : undefined };
}

/** @returns whether it may change */
export function globalType(words: BinaryReader): boolean {
  const isVector = valueType(words) === VECTOR;
  const isMutable = words.byte() === 1;
  return isMutable && isVector ? hidden() : isMutable;
}

/** Passes over an import. @returns its kind */
export function importType(words: BinaryReader): number {
  words.name();
  words.name();
  const kind = words.byte();
  if (kind === Kind.table) tableType(words);
  else if (kind === Kind.memory) limits(words, 1);
  else if (kind === Kind.global) globalType(words);
  else {
    if (kind === Kind.tag) words.byte();
    words.number();
  }
  return kind;
}

/** Passes over a constant expression. */
export function constant(words: BinaryReader): void {
  for (let opcode = words.byte(); opcode !== 0x0b; opcode = words.byte()) {
    if (opcode === 0x41 || opcode === 0x42 || opcode === 0x23 || opcode === 0xd2 || opcode === 0xd0)
      words.leb();
    else if (opcode === 0x43) words.skip(4);
    else if (opcode === 0x44) words.skip(8);
    // Additions and multiplications have nothing behind them.
    else if (!EXTENDED.includes(opcode)) hidden();
  }
}

const EXTENDED = [0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e];

/** @returns whether it is passive */
export function elementSegment(words: BinaryReader): boolean {
  const flags = words.number();
  if (flags > 7) hidden();
  const isActive = (flags & 1) === 0;
  if (flags === 2 || flags === 6) words.number();
  if (isActive) constant(words);
  if (flags !== 0 && flags !== 4) words.byte();
  words.list(() => (flags >= 4 ? constant(words) : words.number()));
  return (flags & 3) === 1;
}

/** @returns whether it is passive */
export function dataSegment(words: BinaryReader): boolean {
  const flags = words.number();
  if (flags > 2) hidden();
  if (flags === 2) words.number();
  if (flags !== 1) constant(words);
  words.skip(words.number());
  return flags === 1;
}
