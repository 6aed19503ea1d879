/** How values of Rust's library are read: their own members say little to a user. */
import type { TypeId } from '../../toolkit/dwarf.ts';
import type { Types } from './types.ts';

/** A pointer and a length: their offsets in the value, and the type of the elements. */
export interface Sequence {
  /** In bytes, from the start of the value. */
  readonly pointer: number;
  readonly length: number;
  readonly element: TypeId | undefined;
  /** UTF-8, of which the length is in bytes. */
  readonly isText: boolean;
}

const VEC = /^alloc::vec::Vec</;
const STRING = 'alloc::string::String';
/** `&str`, `&mut str`, `alloc::boxed::Box<str, …>` */
const TEXT = /^(?:&(?:mut )?str|\*(?:const|mut) str|alloc::boxed::Box<str\b.*)$/;
/** A structure inside of a structure, as deep as the library has a pointer in a vector, and more. */
const MOST_NESTED = 8;

/** Of `String`, `Vec`, `&str`, `&[T]` and boxes of the latter two. */
export function sequenceOf(id: TypeId | undefined, types: Types): Sequence | undefined {
  const structure = types.structure(id);
  const name = types.of(id)?.name ?? '';
  if (!structure) return undefined;
  const member = (wanted: string) => structure.members.find((one) => one.name === wanted);
  const [data, length] = [member('data_ptr'), member('length')];
  if (data && length)
    return {
      pointer: data.offset,
      length: length.offset,
      element: types.pointee(data.type),
      isText: TEXT.test(name),
    };
  if (name === STRING) {
    const vec = member('vec');
    const inner = vec && sequenceOf(vec.type, types);
    return inner && { ...moved(inner, vec.offset), isText: true };
  }
  if (!VEC.test(name)) return undefined;
  const [buffer, count] = [member('buf'), member('len')];
  const pointer = buffer && pointerIn(buffer.type, types, buffer.offset, MOST_NESTED);
  const element = structure.parameters.find((one) => one.name === 'T')?.type;
  if (pointer === undefined || !count) return undefined;
  return { pointer, length: count.offset, element, isText: false };
}

const moved = (sequence: Sequence, by: number): Sequence => ({
  ...sequence,
  pointer: sequence.pointer + by,
  length: sequence.length + by,
});

/** The offset of the first pointer in a structure. */
function pointerIn(id: TypeId | undefined, types: Types, offset: number, depth: number): number | undefined {
  if (types.isPointer(id)) return offset;
  if (depth === 0) return undefined;
  for (const member of types.structure(id)?.members ?? []) {
    const found = pointerIn(member.type, types, offset + member.offset, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `&T`, `Box<T>`: shown as their target. */
export const isReference = (name: string): boolean => /^(?:&|alloc::boxed::Box<)/.test(name);
