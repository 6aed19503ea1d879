/**
 * Makes all state of a core module visible from outside: it exports its memories, its tables and the globals that
 * can change. No index changes, and no byte of its code.
 */
import { PREAMBLE, sectionsOf, type Section } from '../../../../server/src/binary/sections.ts';
import { BinaryReader } from '../../../../server/src/binary/binary-reader.ts';
import type { Effects } from './effects.ts';
import { size } from './leb128.ts';

/** The prefix of the added exports. */
export const STATE = '%state ';

const Id = {
  type: 1, import: 2, table: 4, memory: 5, global: 6, export: 7, start: 8, element: 9, data: 11,
} as const; // prettier-ignore
const Kind = { table: 1, memory: 2, global: 3 } as const;
/** i32, i64, f32, f64, v128, funcref and externref. */
const VALUE_TYPES = [0x7f, 0x7e, 0x7d, 0x7c, 0x7b, 0x70, 0x6f];
const VECTOR = 0x7b;

/**
 * @param effects what code may do; where none writes into tables they are no state
 * @returns undefined for a module with state that cannot be seen or put back: segments that may be dropped while it
 * runs, vectors in globals, objects of WebAssembly's own, memories that threads share or of 64 bits
 */
export function exposeState(module: Uint8Array, effects: Effects): Uint8Array | undefined {
  try {
    const sections = [...sectionsOf(module)];
    const reader = new StateReader(effects);
    for (const section of sections) reader.section(section);
    return write(module, sections, reader.exports);
  } catch (error) {
    if (error instanceof Hidden || error instanceof RangeError) return undefined;
    throw error;
  }
}

class Hidden extends Error {}

const hidden = (): never => {
  throw new Hidden();
};

class StateReader {
  /** Kind and index of mutable definitions in the module. */
  readonly exports: (readonly [kind: number, index: number])[] = [];
  readonly #effects: Effects;
  readonly #counts: Record<number, number> = { [Kind.table]: 0, [Kind.memory]: 0, [Kind.global]: 0 };

  constructor(effects: Effects) {
    this.#effects = effects;
  }

  section({ id, contents }: Section): void {
    const words = new BinaryReader(contents);
    const item = this.#items(words)[id];
    if (item) words.list(item);
  }

  #items(words: BinaryReader): Readonly<Record<number, () => void>> {
    return {
      [Id.type]: () => functionType(words),
      [Id.import]: () => this.#import(words),
      [Id.table]: () => {
        tableType(words);
        this.#define(Kind.table, this.#effects.writesTables);
      },
      [Id.memory]: () => {
        limits(words, 1);
        this.#define(Kind.memory);
      },
      [Id.global]: () => {
        const isMutable = globalType(words);
        constant(words);
        this.#define(Kind.global, isMutable);
      },
      [Id.export]: () => {
        // An export with our prefix would be mistaken for state.
        if (words.name().startsWith(STATE)) hidden();
        words.byte();
        words.number();
      },
      [Id.element]: () => elementSegment(words) && this.#passive(),
      [Id.data]: () => dataSegment(words) && this.#passive(),
    };
  }

  /** Active and declared segments are dropped when the module was instantiated, passive ones by code. */
  #passive(): void {
    if (this.#effects.dropsSegments) hidden();
  }

  #import(words: BinaryReader): void {
    words.name();
    words.name();
    const kind = words.byte();
    if (kind === Kind.table) tableType(words);
    else if (kind === Kind.memory) limits(words, 1);
    else if (kind === Kind.global) globalType(words);
    else {
      if (kind === 4) words.byte();
      words.number();
      return;
    }
    this.#counts[kind]!++;
  }

  #define(kind: number, isMutable = true): void {
    const index = this.#counts[kind]!++;
    if (isMutable) this.exports.push([kind, index]);
  }
}

function functionType(words: BinaryReader): void {
  if (words.byte() !== 0x60) hidden();
  for (let list = 0; list < 2; list++) words.list(() => valueType(words));
}

function valueType(words: BinaryReader): number {
  const type = words.byte();
  return VALUE_TYPES.includes(type) ? type : hidden();
}

function tableType(words: BinaryReader): void {
  const type = words.byte();
  if (type !== 0x70 && type !== 0x6f) hidden();
  limits(words, 1);
}

/** @param most the greatest of the flags that say no more than whether there is a maximum */
function limits(words: BinaryReader, most: number): void {
  const flags = words.byte();
  if (flags > most) hidden();
  words.number();
  if (flags === 1) words.number();
}

/** @returns whether it may change */
function globalType(words: BinaryReader): boolean {
  const isVector = valueType(words) === VECTOR;
  const isMutable = words.byte() === 1;
  return isMutable && isVector ? hidden() : isMutable;
}

/** Passes over a constant expression. */
function constant(words: BinaryReader): void {
  for (let opcode = words.byte(); opcode !== 0x0b; opcode = words.byte()) {
    if (opcode === 0x41 || opcode === 0x42 || opcode === 0x23 || opcode === 0xd2 || opcode === 0xd0)
      words.leb();
    else if (opcode === 0x43) words.skip(4);
    else if (opcode === 0x44) words.skip(8);
    // Additions and multiplications have nothing behind them.
    else if (!EXTENDED.includes(opcode)) hidden();
  }
}

const EXTENDED = [0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e];

/** @returns whether it is passive */
function elementSegment(words: BinaryReader): boolean {
  const flags = words.number();
  if (flags > 7) hidden();
  const isActive = (flags & 1) === 0;
  if (flags === 2 || flags === 6) words.number();
  if (isActive) constant(words);
  if (flags !== 0 && flags !== 4) words.byte();
  words.list(() => (flags >= 4 ? constant(words) : words.number()));
  return (flags & 3) === 1;
}

/** @returns whether it is passive */
function dataSegment(words: BinaryReader): boolean {
  const flags = words.number();
  if (flags > 2) hidden();
  if (flags === 2) words.number();
  if (flags !== 1) constant(words);
  words.skip(words.number());
  return flags === 1;
}

function write(
  module: Uint8Array,
  sections: readonly Section[],
  exports: readonly (readonly [kind: number, index: number])[],
): Uint8Array {
  const added = exports.map(([kind, index], n) =>
    Buffer.concat([name(`${STATE}${n}`), Buffer.of(kind), size(index)]),
  );
  const at = sections.findIndex(({ id }) => id === Id.export);
  const before = sections.findIndex(({ id }) => id >= Id.start && id !== 13);
  const old = at < 0 ? undefined : new BinaryReader(sections[at]!.contents);
  const count = old?.number() ?? 0;
  const rest = at < 0 ? Buffer.of() : sections[at]!.contents.subarray(size(count).length);
  if (old && !startsWith(sections[at]!.contents, size(count))) hidden();
  const contents = Buffer.concat([size(count + added.length), rest, ...added]);
  const all = [...sections];
  if (at >= 0) all[at] = { id: Id.export, contents };
  else all.splice(before < 0 ? all.length : before, 0, { id: Id.export, contents });
  return Buffer.concat([module.subarray(0, PREAMBLE), ...all.flatMap(encode)]);
}

const startsWith = (bytes: Uint8Array, start: Uint8Array): boolean =>
  start.every((byte, index) => bytes[index] === byte);

const encode = ({ id, contents }: Section): Uint8Array[] => [Buffer.of(id), size(contents.length), contents];

function name(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([size(bytes.length), bytes]);
}
