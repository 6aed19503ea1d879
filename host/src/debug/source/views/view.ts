import type { TypeInfo } from '../../../toolkit/dwarf.ts';
import type { Located, Where } from '../values/located.ts';
import type { ValueReader } from '../values/value-reader.ts';

/** How a value is shown instead of its own members, which say little about a value of a library. */
export type View = Text | List | Mapping | Other | Plain;

export interface Text {
  readonly kind: 'text';
  readonly where: Where;
  /** In bytes. */
  readonly length: number;
  readonly encoding: 'utf8' | 'utf16le' | 'utf32';
}

export interface List {
  readonly kind: 'list';
  readonly count: number;
  /** A set has braces, and a tuple round brackets. */
  readonly brackets: '[]' | '{}' | '()';
  /** At most `count` from the one at `start` on; fewer where memory does not have them. */
  elements(start: number, count: number): Promise<readonly Located[]>;
}

export interface Mapping {
  readonly kind: 'map';
  readonly count: number;
  entries(start: number, count: number): Promise<readonly Entry[]>;
}

export interface Entry {
  readonly key: Located;
  readonly value: Located;
}

/** A value that is shown as another one. */
export interface Other {
  readonly kind: 'other';
  readonly value: Located;
  /** Is added to the text: `2 strong, 1 weak`. */
  readonly note?: string;
  /** Members in addition to the value; without them, its members are those of the other value. */
  readonly more?: readonly Located[];
}

export interface Plain {
  readonly kind: 'plain';
  readonly text: string;
}

/** Undefined: the memory has no valid value, whose members are shown then. */
export type Show = (value: Located, type: TypeInfo, reader: ValueReader) => Promise<View | undefined>;

/** For types of these names. */
export type Shows = readonly (readonly [name: RegExp, show: Show])[];

/** A guest's memory has whatever it likes where a length should be. */
export const MOST_ELEMENTS = 2 ** 26;

export const plain = (name: string, text: string): Located => ({
  name,
  type: undefined,
  where: undefined,
  view: { kind: 'plain', text },
});

/** A count that memory states, limited. */
export const limited = (count: number): number => Math.max(0, Math.min(count, MOST_ELEMENTS));
