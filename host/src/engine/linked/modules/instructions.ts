/** Reads the instructions of a core module as far as they say where they touch memory, tables and segments. */
import type { BinaryReader } from '../../../../../server/src/binary/binary-reader.ts';

/** One instruction; the same object is used for each of them. */
export interface Instruction {
  /** Of those with a prefix, its second number above `MISCELLANEOUS` or `VECTOR`. */
  readonly opcode: number;
  /** The memory that it reads or writes; of a copy the one that is written. */
  readonly memory: number;
  /** Of a copy, the memory that is read. */
  readonly source: number;
  /** Bytes that are added to the address. */
  readonly offset: number;
  /** Its start and end, relative to the reader's start. */
  readonly start: number;
  readonly end: number;
}

type Mutable<T> = { -readonly [key in keyof T]: T[key] };

/** An instruction that is not known here: it may do anything, and its length is unknown. */
export class UnknownInstruction extends Error {}

export const Op = {
  branchTable: 0x0e, selectTyped: 0x1c, tableSet: 0x26, memorySize: 0x3f, memoryGrow: 0x40, f32: 0x43, f64: 0x44,
} as const; // prettier-ignore

const PREFIX = { miscellaneous: 0xfc, vector: 0xfd } as const;
export const MISCELLANEOUS = 0xfc000;
export const VECTOR = 0xfd000;

/** The number of LEB128 immediates of an instruction, by its opcode; others below 0xc5 have none. */
const NUMBERS: Readonly<Record<number, number>> = {
  ...{ 0x02: 1, 0x03: 1, 0x04: 1, 0x0c: 1, 0x0d: 1, 0x10: 1, 0x11: 2, 0x12: 1, 0x13: 2 },
  ...{ 0x20: 1, 0x21: 1, 0x22: 1, 0x23: 1, 0x24: 1, 0x25: 1, 0x41: 1, 0x42: 1 },
  ...{ 0x26: 1, 0xd0: 1, 0xd1: 0, 0xd2: 1 },
};
/** Exceptions, typed function references, and reserved opcodes. */
const UNKNOWN = [0x06, 0x07, 0x08, 0x09, 0x0a, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1d, 0x1e, 0x1f, 0x27];
export const [FIRST_ACCESS, LAST_ACCESS] = [0x28, 0x3e];
const LAST_PLAIN = 0xc4;

/**
 * Calls `visit` for each instruction up to the end of a function's body.
 * @param words behind the locals of the body
 * @throws UnknownInstruction, or RangeError when the body ends inside of one
 */
export function readInstructions(words: BinaryReader, visit: (instruction: Instruction) => void): void {
  const instruction: Mutable<Instruction> = { opcode: 0, memory: 0, source: 0, offset: 0, start: 0, end: 0 };
  while (!words.isAtEnd) {
    instruction.start = words.at;
    instruction.opcode = words.byte();
    readRest(words, instruction);
    instruction.end = words.at;
    visit(instruction);
  }
}

function readRest(words: BinaryReader, instruction: Mutable<Instruction>): void {
  const { opcode } = instruction;
  if (opcode === Op.branchTable) pass(words, words.number() + 1);
  else if (opcode === Op.selectTyped) pass(words, words.number());
  else if (opcode === Op.f32) words.skip(4);
  else if (opcode === Op.f64) words.skip(8);
  else if (opcode === Op.memorySize || opcode === Op.memoryGrow) instruction.memory = words.number();
  else if (opcode === PREFIX.miscellaneous) readMiscellaneous(words, instruction);
  else if (opcode === PREFIX.vector) readVector(words, instruction);
  else if (opcode >= FIRST_ACCESS && opcode <= LAST_ACCESS) readAddress(words, instruction);
  else if (UNKNOWN.includes(opcode)) throw new UnknownInstruction();
  else if (opcode > LAST_PLAIN && !(opcode in NUMBERS)) throw new UnknownInstruction();
  else pass(words, NUMBERS[opcode] ?? 0);
}

const pass = (words: BinaryReader, numbers: number): void => {
  for (let left = numbers; left > 0; left--) words.leb();
};

/** The alignment is followed by the memory, if it is not the first, and the offset. */
function readAddress(words: BinaryReader, instruction: Mutable<Instruction>): void {
  const hasMemory = (words.number() & 0x40) !== 0;
  instruction.memory = hasMemory ? words.number() : 0;
  instruction.offset = words.number();
}

export const Bulk = { init: MISCELLANEOUS + 8, copy: MISCELLANEOUS + 10, fill: MISCELLANEOUS + 11 } as const;

/** Conversions; then instructions on memories and tables. */
const MISCELLANEOUS_NUMBERS: Readonly<Record<number, number>> = {
  ...{ 0: 0, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0 },
  ...{ 9: 1, 12: 2, 13: 1, 14: 2, 15: 1, 16: 1, 17: 1 },
};

function readMiscellaneous(words: BinaryReader, instruction: Mutable<Instruction>): void {
  const number = words.number();
  instruction.opcode = MISCELLANEOUS + number;
  if (instruction.opcode === Bulk.init) words.leb();
  if (
    instruction.opcode === Bulk.init ||
    instruction.opcode === Bulk.copy ||
    instruction.opcode === Bulk.fill
  ) {
    instruction.memory = words.number();
    if (instruction.opcode === Bulk.copy) instruction.source = words.number();
    return;
  }
  const numbers = MISCELLANEOUS_NUMBERS[number];
  if (numbers === undefined) throw new UnknownInstruction();
  pass(words, numbers);
}

function readVector(words: BinaryReader, instruction: Mutable<Instruction>): void {
  const number = words.number();
  instruction.opcode = VECTOR + number;
  const hasLane = number >= 84 && number <= 91;
  if (number <= 11 || number === 92 || number === 93 || hasLane) readAddress(words, instruction);
  if (number === 12 || number === 13) words.skip(16);
  if ((number >= 21 && number <= 34) || hasLane) words.skip(1);
}
