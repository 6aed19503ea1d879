/** The effects of a core module on its tables and segments, which decide which of them are state. */
import { sectionsOf } from '../../../../server/src/binary/sections.ts';
import { BinaryReader } from '../../../../server/src/binary/binary-reader.ts';

const CODE = 10;

export interface Effects {
  /** Where no code writes into tables, they are after each call what they were before. */
  writesTables: boolean;
  /** Where no code drops segments, passive ones never change. */
  dropsSegments: boolean;
}

/** All effects are possible where the code has instructions that are not known here. */
export function effectsOf(module: Uint8Array): Readonly<Effects> {
  const effects: Effects = { writesTables: false, dropsSegments: false };
  const code = [...sectionsOf(module)].find(({ id }) => id === CODE);
  if (!code) return effects;
  try {
    const words = new BinaryReader(code.contents);
    for (let left = words.number(); left > 0; left--) readBody(words.inner(), effects);
    return effects;
  } catch (error) {
    if (error instanceof UnknownInstruction || error instanceof RangeError)
      return { writesTables: true, dropsSegments: true };
    throw error;
  }
}

class UnknownInstruction extends Error {}

function readBody(words: BinaryReader, effects: Effects): void {
  for (let left = words.number(); left > 0; left--) {
    words.number();
    words.leb();
  }
  while (!words.isAtEnd) readInstruction(words, effects);
}

/** The number of LEB128 immediates of an instruction, by its opcode; others below 0xc5 have none. */
const NUMBERS: Readonly<Record<number, number>> = {
  ...{ 0x02: 1, 0x03: 1, 0x04: 1, 0x0c: 1, 0x0d: 1, 0x10: 1, 0x11: 2, 0x12: 1, 0x13: 2 },
  ...{ 0x20: 1, 0x21: 1, 0x22: 1, 0x23: 1, 0x24: 1, 0x25: 1, 0x3f: 1, 0x40: 1, 0x41: 1, 0x42: 1 },
  ...{ 0x26: 1, 0xd0: 1, 0xd1: 0, 0xd2: 1 },
};
const Op = { branchTable: 0x0e, selectTyped: 0x1c, tableSet: 0x26, f32: 0x43, f64: 0x44 } as const;
/** Exceptions, typed function references, and reserved opcodes. */
const UNKNOWN = [0x06, 0x07, 0x08, 0x09, 0x0a, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1d, 0x1e, 0x1f, 0x27];
const [FIRST_ACCESS, LAST_ACCESS] = [0x28, 0x3e];
const LAST_PLAIN = 0xc4;
const [MISCELLANEOUS, VECTOR] = [0xfc, 0xfd];

function readInstruction(words: BinaryReader, effects: Effects): void {
  const opcode = words.byte();
  if (opcode === Op.tableSet) effects.writesTables = true;
  if (opcode === Op.branchTable) pass(words, words.number() + 1);
  else if (opcode === Op.selectTyped) pass(words, words.number());
  else if (opcode === Op.f32) words.skip(4);
  else if (opcode === Op.f64) words.skip(8);
  else if (opcode === MISCELLANEOUS) readMiscellaneous(words, effects);
  else if (opcode === VECTOR) readVector(words);
  else if (opcode >= FIRST_ACCESS && opcode <= LAST_ACCESS) readAddress(words);
  else if (UNKNOWN.includes(opcode)) throw new UnknownInstruction();
  else if (opcode > LAST_PLAIN && !(opcode in NUMBERS)) throw new UnknownInstruction();
  else pass(words, NUMBERS[opcode] ?? 0);
}

const pass = (words: BinaryReader, numbers: number): void => {
  for (let left = numbers; left > 0; left--) words.leb();
};

/** The alignment is followed by the memory, if it is not the first, and the offset. */
function readAddress(words: BinaryReader): void {
  const hasMemory = (words.number() & 0x40) !== 0;
  pass(words, hasMemory ? 2 : 1);
}

/** Conversions; then instructions on memories and tables. */
const MISCELLANEOUS_NUMBERS: Readonly<Record<number, number>> = {
  ...{ 0: 0, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0 },
  ...{ 8: 2, 9: 1, 10: 2, 11: 1, 12: 2, 13: 1, 14: 2, 15: 1, 16: 1, 17: 1 },
};
/** `data.drop` and `elem.drop`. */
const DROPS = [9, 13];
/** `table.init`, `table.copy`, `table.grow` and `table.fill`. */
const TABLE_WRITES = [12, 14, 15, 17];

function readMiscellaneous(words: BinaryReader, effects: Effects): void {
  const opcode = words.number();
  const numbers = MISCELLANEOUS_NUMBERS[opcode];
  if (numbers === undefined) throw new UnknownInstruction();
  effects.writesTables ||= TABLE_WRITES.includes(opcode);
  effects.dropsSegments ||= DROPS.includes(opcode);
  pass(words, numbers);
}

function readVector(words: BinaryReader): void {
  const opcode = words.number();
  const hasLane = opcode >= 84 && opcode <= 91;
  if (opcode <= 11 || opcode === 92 || opcode === 93 || hasLane) readAddress(words);
  if (opcode === 12 || opcode === 13) words.skip(16);
  if ((opcode >= 21 && opcode <= 34) || hasLane) words.skip(1);
}
