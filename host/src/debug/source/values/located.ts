import type { TypeId } from '../../../toolkit/dwarf.ts';
import type { View } from '../views/view.ts';

/** Where a value is: at an address of the module's memory, or nowhere in it. */
export type Where = { readonly address: number } | Registers;

/** Bytes of a value that the engine has in its registers. */
interface Registers {
  readonly bytes: Uint8Array;
  /** The ones that the compiler has not kept. */
  readonly gone?: readonly { readonly start: number; readonly end: number }[];
}

/** A value of a guest, by its place and type. */
export interface Located {
  readonly name: string;
  readonly type: TypeId | undefined;
  /** Undefined where the compiler has left no value. */
  readonly where: Where | undefined;
  /** Of a bit field. */
  readonly bits?: { readonly first: number; readonly count: number };
  /** How it is shown, whatever its type: it is computed, or DWARF has no type for it. */
  readonly view?: View;
  /** Of an array of variable length: how many elements each dimension has. */
  readonly lengths?: readonly number[];
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

/** How many of the first bytes of a value the compiler has not kept. */
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
