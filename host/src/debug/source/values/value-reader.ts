import type { Member, TypeId } from '../../../toolkit/dwarf.ts';
import { cached } from './cached-memory.ts';
import { goneBytes, within, type Located, type Memory, type Where } from './located.ts';
import { bitsOf } from './scalar.ts';
import type { Types } from './types.ts';

/** Structures in structures, as deep as libraries have them, and more. */
const MOST_NESTED = 12;

/** Reads parts of values of one module in a stopped thread. */
export class ValueReader {
  readonly types: Types;
  readonly memory: Memory;

  constructor(types: Types, memory: Memory) {
    this.types = types;
    this.memory = memory;
  }

  /** For walks over many nodes, as long as the thread is stopped: a limited part of the memory, read in blocks. */
  scanning(): ValueReader {
    return new ValueReader(this.types, cached(this.memory));
  }

  async read(where: Where | undefined, length: number): Promise<Uint8Array> {
    if (where === undefined) return new Uint8Array();
    return 'address' in where ? this.memory.read(where.address, length) : where.bytes.subarray(0, length);
  }

  /** The bits of a value, whatever its type is; undefined where memory ends before it does. */
  async bits({ where, bits, type }: Located, size = this.types.sizeOf(type)): Promise<bigint | undefined> {
    if (where === undefined || goneBytes(where, size) > 0) return undefined;
    const bytes = await this.read(where, bits ? Math.ceil(((bits.first % 8) + bits.count) / 8) : size);
    if (bits) return BigInt.asUintN(bits.count, bitsOf(bytes) >> BigInt(bits.first % 8));
    return bytes.length < size ? undefined : bitsOf(bytes);
  }

  /** Of a whole number without a sign of at most 32 bits, or of a structure around one. */
  async number(value: Located | undefined): Promise<number | undefined> {
    const size = this.types.sizeOf(value?.type);
    if (!value || size === 0 || size > 4) return undefined;
    const bits = await this.bits(value);
    return bits === undefined ? undefined : Number(bits);
  }

  /** The member at a path of names. */
  at(value: Located | undefined, ...path: readonly string[]): Located | undefined {
    let found = value;
    for (const name of path) {
      const member = this.types.structure(found?.type)?.members.find((one) => one.name === name);
      found = found && member && memberOf(found, member);
    }
    return found;
  }

  /** The outermost member of this name, also within members, bases and cases. */
  find(value: Located | undefined, name: string): Located | undefined {
    let level = value ? [value] : [];
    for (let depth = 0; depth < MOST_NESTED && level.length > 0; depth++) {
      const members = level.flatMap((one) => this.#membersIn(one).map((member) => ({ one, member })));
      const found = members.find(({ member }) => member.name === name);
      if (found) return memberOf(found.one, found.member);
      level = members.map(({ one, member }) => memberOf(one, member));
    }
    return undefined;
  }

  #membersIn({ type }: Located): readonly Member[] {
    const structure = this.types.structure(type);
    return structure ? [...structure.members, ...structure.cases.map((one) => one.member)] : [];
  }

  /** The first pointer in a value: of `NonNull`, `Unique` or an `Option` of one. */
  pointerIn(value: Located | undefined, depth = MOST_NESTED): Located | undefined {
    if (!value || this.types.isPointer(value.type)) return value;
    if (depth === 0) return undefined;
    for (const member of this.#membersIn(value)) {
      const found = this.pointerIn(memberOf(value, member), depth - 1);
      if (found) return found;
    }
    return undefined;
  }

  /** The value behind a pointer; undefined for an invalid pointer. */
  async target(pointer: Located | undefined): Promise<Located | undefined> {
    if (!pointer) return undefined;
    const type = this.types.pointee(pointer.type);
    const address = type === undefined ? undefined : await this.number(pointer);
    return address ? { name: `*${pointer.name}`, type, where: { address } } : undefined;
  }

  /** Values that are side by side. */
  sideBySide(
    where: Where | undefined,
    element: TypeId | undefined,
    count: number,
    lengths: readonly number[] = [],
  ) {
    const size = this.types.sizeOf(element, lengths);
    return (start: number, most: number): Promise<readonly Located[]> => {
      const length = Math.max(0, Math.min(count - start, most));
      const elements = Array.from({ length }, (_, at) => ({
        name: `[${start + at}]`,
        type: element,
        where: within(where, (start + at) * size),
        ...(lengths.length > 0 && { lengths }),
      }));
      return Promise.resolve(elements);
    };
  }
}

/** Without the place of a virtual base, which only memory says (`membersOf`). */
export function memberOf(value: Located, { name, type, offset, bits, virtualBase }: Member): Located {
  const plain = /^__(\d+)$/.exec(name)?.[1] ?? name;
  const where = virtualBase === undefined ? within(value.where, offset) : undefined;
  return { name: plain, type, where, ...(bits && { bits }) };
}
