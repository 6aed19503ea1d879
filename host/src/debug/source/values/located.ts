import type { TypeId } from '../../../toolkit/dwarf.ts';
import type { View } from '../views/view.ts';

/** Where a value is: at an address of the module's memory, or nowhere in it. */
export type Where = { readonly address: number } | { readonly bytes: Uint8Array };

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
  return 'address' in where ? { address: where.address + offset } : { bytes: where.bytes.subarray(offset) };
};

/** `&T`, `Box<T>`, and references of C++: shown as their target. */
export const isReference = (name: string): boolean => /^(?:&|alloc::boxed::Box<)|[^&]&&?$/.test(name);
