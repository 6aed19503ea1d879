import type { TypeInfo } from '../../../toolkit/dwarf.ts';
import type { Located, View } from '../values/located.ts';
import type { ValueReader } from '../values/value-reader.ts';

/** Undefined: the memory has no valid value, whose members are shown then. */
export type Show = (value: Located, type: TypeInfo, reader: ValueReader) => Promise<View | undefined>;

/** For types of these names. */
export type Shows = readonly (readonly [name: RegExp, show: Show])[];

/** The limit of a length in a guest's memory, which may be wrong. */
export const MOST_ELEMENTS = 2 ** 26;

/** A value that has a text, and nothing inside. */
export const plain = (name: string, text: string): Located => ({
  name,
  type: undefined,
  where: undefined,
  view: { kind: 'plain', text },
});

/** A count that memory states, limited. */
export const limited = (count: number): number => Math.max(0, Math.min(count, MOST_ELEMENTS));
