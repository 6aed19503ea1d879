/** Writes the code of a module in which memories are counted (counted.ts). */
import { BinaryReader } from '../../../../../server/src/binary/binary-reader.ts';
import { hidden } from './core-types.ts';
import {
  Bulk,
  FIRST_ACCESS,
  LAST_ACCESS,
  Op,
  readInstructions,
  VECTOR,
  type Instruction,
} from './instructions.ts';
import { signed, size } from './leb128.ts';

/** A position in the written section, and its origin: from there on both continue alike. */
export interface Point {
  readonly at: number;
  readonly from: number;
  /** The code written from there on replaces the one instruction that follows. */
  readonly isAdded: boolean;
}

const [I32, I64, F32, F64, V128] = [0x7f, 0x7e, 0x7d, 0x7c, 0x7b];
const Code = {
  if: 0x04, end: 0x0b, return: 0x0f, call: 0x10, drop: 0x1a, getLocal: 0x20, setLocal: 0x21, teeLocal: 0x22,
  getGlobal: 0x23, setGlobal: 0x24, i32: 0x41, i64: 0x42, equal: 0x46, above: 0x56, add: 0x7c, subtract: 0x7d,
  shiftLeft: 0x86, wrap: 0xa7, extend: 0xad, loadByte: 0x2d, nothing: 0x40,
} as const; // prettier-ignore

/** Bytes of each access from 0x28 on: loads, then stores. */
const SIZES = [4, 8, 4, 8, 1, 1, 2, 2, 1, 1, 2, 2, 4, 4, 4, 8, 4, 8, 1, 2, 1, 2, 4];
const FIRST_STORE = 0x36;
/** Types of stored values, from `FIRST_STORE` on. */
const STORED = [I32, I64, F32, F64, I32, I32, I64, I64, I64];
const VECTOR_SIZES: Readonly<Record<number, number>> = {
  ...{ 0: 16, 1: 8, 2: 8, 3: 8, 4: 8, 5: 8, 6: 8, 7: 1, 8: 2, 9: 4, 10: 8, 11: 16 },
  ...{ 84: 1, 85: 2, 86: 4, 87: 8, 88: 1, 89: 2, 90: 4, 91: 8, 92: 4, 93: 8 },
};

export class CodeWriter {
  readonly #memories: readonly CountedMemory[];

  constructor(memories: readonly CountedMemory[]) {
    this.#memories = memories;
  }

  /**
   * @param code the contents of the section
   * @param params how many parameters each of its functions has
   */
  section(code: Uint8Array, params: readonly number[]): { contents: Uint8Array; points: readonly Point[] } {
    const words = new BinaryReader(code);
    const count = words.number();
    if (count !== params.length) hidden();
    const parts: Uint8Array[] = [size(count + this.#memories.length)];
    const points: Point[] = [];
    let length = parts[0]!.length;
    for (const fewest of params) {
      const bodySize = words.number();
      const start = words.at;
      words.skip(bodySize);
      const body = new Body(code.subarray(start, start + bodySize), fewest, this.#memories);
      const before = size(body.length);
      for (const { at, from, isAdded } of body.points)
        points.push({ at: length + before.length + at, from: start + from, isAdded });
      parts.push(before, ...body.parts);
      length += before.length + body.length;
    }
    for (const [index, memory] of this.#memories.entries()) {
      const body = growBody(memory, index);
      parts.push(size(body.length), Buffer.from(body));
    }
    return { contents: Buffer.concat(parts), points };
  }
}

/** A function whose accesses are checked. Its added locals are behind those that it has. */
class Body {
  readonly parts: Uint8Array[];
  readonly length: number;
  readonly points: readonly Point[];
  readonly #memories: readonly CountedMemory[];
  /** By what they are for; each is of the type that is its first byte. */
  readonly #locals = new Map<string, readonly [index: number, type: number]>();
  #next: number;

  constructor(body: Uint8Array, params: number, memories: readonly CountedMemory[]) {
    this.#memories = memories;
    const words = new BinaryReader(body);
    const groups = words.number();
    const firstGroup = words.at;
    let locals = params;
    for (let left = groups; left > 0; left--) {
      locals += words.number();
      words.leb();
    }
    this.#next = locals;
    const start = words.at;
    const { parts, points } = this.#checked(body, words);
    const added = Buffer.from([...this.#locals.values()].flatMap(([, type]) => [1, type]));
    const before = [size(groups + this.#locals.size), body.subarray(firstGroup, start), added];
    const shift = lengthOf(before);
    this.parts = [...before, ...parts];
    this.length = lengthOf(this.parts);
    this.points = [
      { at: 0, from: 0, isAdded: true },
      { at: shift, from: start, isAdded: false },
      ...points.map((one) => ({ ...one, at: shift + one.at })),
    ];
  }

  #checked(body: Uint8Array, words: BinaryReader): { parts: Uint8Array[]; points: Point[] } {
    const parts: Uint8Array[] = [];
    const points: Point[] = [];
    let [copied, length] = [words.at, 0];
    const add = (bytes: Uint8Array): void => {
      parts.push(bytes);
      length += bytes.length;
    };
    readInstructions(words, (instruction) => {
      const code = this.#before(instruction);
      const isReplaced = instruction.opcode === Op.memorySize || instruction.opcode === Op.memoryGrow;
      if (code.length === 0) return;
      add(body.subarray(copied, instruction.start));
      points.push({ at: length, from: instruction.start, isAdded: true });
      add(Buffer.from(code));
      copied = isReplaced ? instruction.end : instruction.start;
      points.push({ at: length, from: copied, isAdded: false });
    });
    add(body.subarray(copied));
    return { parts, points };
  }

  /** The code before an instruction, or in its place. */
  #before(instruction: Instruction): readonly number[] {
    const { opcode, memory } = instruction;
    if (opcode === Op.memorySize) return [Code.getGlobal, ...size(this.#memory(memory).pages)];
    if (opcode === Op.memoryGrow) return [Code.call, ...size(this.#memory(memory).grow)];
    if (opcode === Bulk.fill || opcode === Bulk.init || opcode === Bulk.copy) return this.#bulk(instruction);
    if (opcode >= FIRST_ACCESS && opcode <= LAST_ACCESS) {
      const stored = opcode >= FIRST_STORE ? STORED[opcode - FIRST_STORE] : undefined;
      return this.#access(instruction, SIZES[opcode - FIRST_ACCESS]!, stored);
    }
    const bytes = opcode >= VECTOR ? VECTOR_SIZES[opcode - VECTOR] : undefined;
    if (bytes === undefined) return [];
    const hasVector = opcode === VECTOR + 11 || (opcode >= VECTOR + 84 && opcode <= VECTOR + 91);
    return this.#access(instruction, bytes, hasVector ? V128 : undefined);
  }

  /** @param above the type of the value above the address on the stack */
  #access({ memory, offset }: Instruction, bytes: number, above: number | undefined): readonly number[] {
    const address = this.#local('address', I32);
    const value = above === undefined ? [] : this.#local(`value ${above}`, above);
    return [
      ...(above === undefined ? [] : [Code.setLocal, ...value]),
      ...[Code.teeLocal, ...address, Code.extend, Code.i64, ...signed(offset + bytes), Code.add],
      ...this.#trapAbove(memory),
      ...[Code.getLocal, ...address],
      ...(above === undefined ? [] : [Code.getLocal, ...value]),
    ];
  }

  /** Of `memory.init`, `memory.copy` and `memory.fill`: the last number is that of the bytes. */
  #bulk({ opcode, memory, source }: Instruction): readonly number[] {
    const [address, second, count] = ['address', 'second', 'count'].map((name) => this.#local(name, I32));
    const check = (start: readonly number[], of: number): number[] => [
      ...[Code.getLocal, ...start, Code.extend, Code.getLocal, ...count!, Code.extend, Code.add],
      ...this.#trapAbove(of),
    ];
    return [
      ...[Code.setLocal, ...count!, Code.setLocal, ...second!, Code.setLocal, ...address!],
      ...check(address!, memory),
      ...(opcode === Bulk.copy ? check(second!, source) : []),
      ...[Code.getLocal, ...address!, Code.getLocal, ...second!, Code.getLocal, ...count!],
    ];
  }

  /** Where the end of an access, on the stack, is above the counted bytes: an access that is above any memory. */
  #trapAbove(memory: number): readonly number[] {
    // The number of the first memory is left out, as it must be where there can be only one.
    const place = memory === 0 ? [0] : [0x40, ...size(memory)];
    return [
      ...[Code.getGlobal, ...size(this.#memory(memory).bytes), Code.above, Code.if, Code.nothing],
      ...[Code.i32, ...signed(-1), Code.loadByte, ...place, ...size(2 ** 32 - 1), Code.drop],
      Code.end,
    ];
  }

  #memory(index: number): CountedMemory {
    return this.#memories[index] ?? hidden();
  }

  #local(name: string, type: number): readonly number[] {
    const known = this.#locals.get(name) ?? ([this.#next++, type] as const);
    this.#locals.set(name, known);
    return [...size(known[0])];
  }
}

const lengthOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, { length }) => sum + length, 0);

/**
 * In text, with the globals `$pages` and `$bytes`, and the most pages in place of MOST:
 *
 *     (func $grow (param $more i32) (result i32) (local $next i64)
 *       (local.set $next (i64.add (i64.extend_i32_u (global.get $pages)) (i64.extend_i32_u (local.get $more))))
 *       (if (i64.gt_u (local.get $next) (i64.const MOST)) (then (return (i32.const -1))))
 *       (if (i64.gt_u (local.get $next) (i64.extend_i32_u (memory.size)))
 *         (then
 *           (if (i32.eq (i32.const -1)
 *                 (memory.grow (i32.wrap_i64 (i64.sub (local.get $next) (i64.extend_i32_u (memory.size))))))
 *             (then (return (i32.const -1))))))
 *       (global.get $pages)
 *       (global.set $pages (i32.wrap_i64 (local.get $next)))
 *       (global.set $bytes (i64.shl (local.get $next) (i64.const 16))))
 */
function growBody({ pages, bytes, most }: CountedMemory, index: number): readonly number[] {
  const [minusOne, next] = [
    [Code.i32, ...signed(-1)],
    [Code.getLocal, 1],
  ];
  const memorySize = [Op.memorySize, ...size(index), Code.extend];
  const getPages = [Code.getGlobal, ...size(pages)];
  const fail = [Code.if, Code.nothing, ...minusOne, Code.return, Code.end];
  return [
    ...[1, 1, I64],
    ...[...getPages, Code.extend, Code.getLocal, 0, Code.extend, Code.add, Code.setLocal, 1],
    ...[...next, Code.i64, ...signed(most), Code.above, ...fail],
    ...[...next, ...memorySize, Code.above, Code.if, Code.nothing],
    ...[...minusOne, ...next, ...memorySize, Code.subtract, Code.wrap, Op.memoryGrow, ...size(index)],
    ...[Code.equal, ...fail, Code.end],
    ...getPages,
    ...[...next, Code.wrap, Code.setGlobal, ...size(pages)],
    ...[...next, Code.i64, 16, Code.shiftLeft, Code.setGlobal, ...size(bytes)],
    Code.end,
  ];
}

/** A memory of the module, with the globals that have its pages (i32) and its bytes (i64). */
export interface CountedMemory {
  readonly least: number;
  readonly most: number;
  readonly pages: number;
  readonly bytes: number;
  /** The function in place of `memory.grow`. */
  readonly grow: number;
}
