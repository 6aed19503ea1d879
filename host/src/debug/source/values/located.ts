import type { TypeId } from '../../../toolkit/dwarf.ts';

/** Where a value is: at an address of the module's memory, or nowhere in it. */
export type Where = { readonly address: number } | Registers;

/** Bytes of a value that the engine has in its registers. */
interface Registers {
  readonly bytes: Uint8Array;
  /** The ranges of bytes that the compiler optimized away. */
  readonly gone?: readonly { readonly start: number; readonly end: number }[];
}

/** A value of a guest, by its place and type. */
export interface Located {
  readonly name: string;
  readonly type: TypeId | undefined;
  /** Undefined if the compiler optimized the value away. */
  readonly where: Where | undefined;
  /** Of a bit field. */
  readonly bits?: { readonly first: number; readonly count: number };
  /** How it is shown, whatever its type: it is computed, or DWARF has no type for it. */
  readonly view?: View;
  /** Of an array of variable length: how many elements each dimension has. */
  readonly lengths?: readonly number[];
}

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

/** The memory of a module, in a stopped thread. */
export interface Memory {
  /** @returns fewer bytes where the memory ends before */
  read(address: number, length: number): Promise<Uint8Array>;
  write(address: number, bytes: Uint8Array): Promise<void>;
}

/** The member at an offset in a value. */
export const within = (where: Where | undefined, offset: number): Where | undefined => {
  if (where === undefined) return undefined;
  if ('address' in where) return { address: where.address + offset };
  const gone = where.gone?.map(({ start, end }) => ({ start: start - offset, end: end - offset }));
  return { bytes: where.bytes.subarray(offset), ...(gone && { gone }) };
};

/** The number of bytes at the start of a value that the compiler optimized away. */
export function goneBytes(where: Where | undefined, size: number): number {
  if (where === undefined) return size;
  if ('address' in where) return 0;
  const { bytes, gone = [] } = where;
  const within = (at: number): number => Math.max(0, Math.min(at, size));
  const cut = { start: bytes.length, end: size };
  return [...gone, cut].reduce((sum, { start, end }) => sum + Math.max(0, within(end) - within(start)), 0);
}

/** `&T`, `Box<T>`, and references of C++: shown as their target. */
export const isReference = (name: string): boolean => /^(?:&|alloc::boxed::Box<)|[^&]&&?$/.test(name);
