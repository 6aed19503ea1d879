/** The effects of a core module on its tables and segments, which decide which of them are state. */
import { sectionsOf } from '../../../../../server/src/binary/sections.ts';
import { BinaryReader } from '../../../../../server/src/binary/binary-reader.ts';
import { MISCELLANEOUS, Op, readInstructions, UnknownInstruction } from './instructions.ts';

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

/** `data.drop` and `elem.drop`. */
const DROPS = [9, 13].map((number) => MISCELLANEOUS + number);
/** `table.init`, `table.copy`, `table.grow` and `table.fill`; `table.set` has an opcode of its own. */
const TABLE_WRITES = [12, 14, 15, 17].map((number) => MISCELLANEOUS + number);

function readBody(words: BinaryReader, effects: Effects): void {
  for (let left = words.number(); left > 0; left--) {
    words.number();
    words.leb();
  }
  readInstructions(words, ({ opcode }) => {
    if (opcode === Op.tableSet) effects.writesTables = true;
    if (opcode < MISCELLANEOUS) return;
    effects.writesTables ||= TABLE_WRITES.includes(opcode);
    effects.dropsSegments ||= DROPS.includes(opcode);
  });
}
