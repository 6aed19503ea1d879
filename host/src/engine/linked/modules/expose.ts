/**
 * Makes all state of a core module visible from outside: it exports its memories, its tables and the globals that
 * can change. No index changes, and no byte of its code.
 */
import { PREAMBLE, sectionsOf, type Section } from '../../../../../server/src/binary/sections.ts';
import { BinaryReader } from '../../../../../server/src/binary/binary-reader.ts';
import type { Effects } from './effects.ts';
import {
  constant,
  dataSegment,
  elementSegment,
  functionType,
  globalType,
  Hidden,
  hidden,
  importType,
  Kind,
  limits,
  SectionId,
  tableType,
} from './core-types.ts';
import { encodedName } from './encoding.ts';
import { size } from './leb128.ts';

/** The prefix of the added exports. */
export const STATE = '%state ';

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
    const exports = reader.exports.map(([kind, index], n) => [`${STATE}${n}`, kind, index] as const);
    return writeModule(module, withExports(sections, exports));
  } catch (error) {
    if (error instanceof Hidden || error instanceof RangeError) return undefined;
    throw error;
  }
}

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
      [SectionId.type]: () => functionType(words),
      [SectionId.import]: () => this.#import(words),
      [SectionId.table]: () => {
        tableType(words);
        this.#define(Kind.table, this.#effects.writesTables);
      },
      [SectionId.memory]: () => {
        limits(words, 1);
        this.#define(Kind.memory);
      },
      [SectionId.global]: () => {
        const isMutable = globalType(words);
        constant(words);
        this.#define(Kind.global, isMutable);
      },
      [SectionId.export]: () => {
        // An export with our prefix would be mistaken for state.
        if (words.name().startsWith(STATE)) hidden();
        words.byte();
        words.number();
      },
      [SectionId.element]: () => elementSegment(words) && this.#passive(),
      [SectionId.data]: () => dataSegment(words) && this.#passive(),
    };
  }

  /** Active and declared segments are dropped when the module was instantiated, passive ones by code. */
  #passive(): void {
    if (this.#effects.dropsSegments) hidden();
  }

  #import(words: BinaryReader): void {
    const kind = importType(words);
    if (kind in this.#counts) this.#counts[kind]!++;
  }

  #define(kind: number, isMutable = true): void {
    const index = this.#counts[kind]!++;
    if (isMutable) this.exports.push([kind, index]);
  }
}

/** @param added exports behind those that there are */
export function withExports(
  sections: readonly Section[],
  added: readonly (readonly [name: string, kind: number, index: number])[],
): Section[] {
  const items = added.map(([text, kind, index]) =>
    Buffer.concat([encodedName(text), Buffer.of(kind), size(index)]),
  );
  return withAdded(sections, SectionId.export, items);
}

/** @param added items after those of a section, which is created if necessary */
export function withAdded(
  sections: readonly Section[],
  section: number,
  added: readonly Uint8Array[],
): Section[] {
  const at = sections.findIndex(({ id }) => id === section);
  const former = at < 0 ? Buffer.of(0) : sections[at]!.contents;
  const words = new BinaryReader(former);
  const count = words.number();
  const contents = Buffer.concat([size(count + added.length), former.subarray(words.at), ...added]);
  const behind = sections.findIndex(({ id }) => placeOf(id) > placeOf(section));
  const place = at >= 0 ? at : behind < 0 ? sections.length : behind;
  return sections.toSpliced(place, at < 0 ? 0 : 1, { id: section, contents });
}

/** Sections are in the order of their numbers, but for that of tags. */
const placeOf = (id: number): number => (id === SectionId.tag ? SectionId.memory + 0.5 : id);

/** @param module that the sections are of */
export const writeModule = (module: Uint8Array, sections: readonly Section[]): Uint8Array =>
  Buffer.concat([module.subarray(0, PREAMBLE), ...sections.flatMap(encode)]);

const encode = ({ id, contents }: Section): Uint8Array[] => [Buffer.of(id), size(contents.length), contents];
