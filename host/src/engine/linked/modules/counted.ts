/**
 * Counts the pages of a memory in the module: `memory.grow` counts pages up, and grows the memory only when it is
 * smaller than that; `memory.size` gives the count; an access behind the counted pages traps as it would behind the
 * memory. So a memory that grew is put back by its count, where a memory of WebAssembly cannot shrink.
 */
import { sectionsOf, type Section } from '../../../../../server/src/binary/sections.ts';
import { BinaryReader } from '../../../../../server/src/binary/binary-reader.ts';
import { CodeWriter, type CountedMemory, type Point } from './counted-code.ts';
import {
  constant,
  functionType,
  globalType,
  Hidden,
  hidden,
  importType,
  Kind,
  limits,
  SectionId,
} from './core-types.ts';
import { encodedName } from './encoding.ts';
import { STATE, withAdded, withExports, writeModule } from './expose.ts';
import { UnknownInstruction } from './instructions.ts';
import { signed, size } from './leb128.ts';

export interface Counted {
  readonly bytes: Uint8Array;
  /** Where the instruction at an offset of these bytes is in the module that they were made of. */
  readonly originalOffset: (offset: number) => number;
}

export const PAGE = 65_536;
const MOST_PAGES = 65_536;
/** The exports of a memory and of its count of pages, each with the number of the memory behind it. */
export const [MEMORY, PAGES] = [`${STATE}memory `, `${STATE}pages `];

/**
 * @param module whose state is exposed
 * @returns undefined for a module without memory of its own, with another's memory, or with instructions not known here
 */
export function countMemory(module: Uint8Array): Counted | undefined {
  try {
    const sections = [...sectionsOf(module)];
    const shape = shapeOf(sections);
    return shape.memories.length > 0 ? counted(module, sections, shape) : undefined;
  } catch (error) {
    if (error instanceof Hidden || error instanceof RangeError || error instanceof UnknownInstruction)
      return undefined;
    throw error;
  }
}

interface Shape {
  /** Numbers of parameters, by type. */
  readonly types: readonly number[];
  /** Types of the functions that are defined. */
  readonly functions: readonly number[];
  readonly memories: readonly CountedMemory[];
}

function shapeOf(sections: readonly Section[]): Shape {
  const list = <T>(id: number, item: (words: BinaryReader) => T): T[] => {
    const words = new BinaryReader(sections.find((one) => one.id === id)?.contents ?? Buffer.of(0));
    return words.list(() => item(words));
  };
  const imports = list(SectionId.import, importType);
  const imported = (kind: number): number => imports.filter((one) => one === kind).length;
  if (imported(Kind.memory) > 0) hidden();
  const functions = list(SectionId.function, (words) => words.number());
  const globals = imported(Kind.global) + list(SectionId.global, passGlobal).length;
  const memories = list(SectionId.memory, (words) => limits(words, 1)).map(
    ({ least, most = MOST_PAGES }, index) => ({
      least,
      most,
      pages: globals + 2 * index,
      bytes: globals + 2 * index + 1,
      grow: imported(Kind.function) + functions.length + index,
    }),
  );
  return { types: list(SectionId.type, functionType), functions, memories };
}

function passGlobal(words: BinaryReader): void {
  globalType(words);
  constant(words);
}

const [I32, I64, MUTABLE, END] = [0x7f, 0x7e, 1, 0x0b];

function counted(module: Uint8Array, sections: readonly Section[], shape: Shape): Counted {
  const { types, memories } = shape;
  const code = sections.find(({ id }) => id === SectionId.code) ?? hidden();
  const writer = new CodeWriter(memories);
  const written = writer.section(code.contents, shape.functions.map((type) => types[type] ?? hidden())); // prettier-ignore
  const globals = memories.flatMap(({ least }) => [
    Buffer.of(I32, MUTABLE, 0x41, ...signed(least), END),
    Buffer.of(I64, MUTABLE, 0x42, ...signed(least * PAGE), END),
  ]);
  const exports = memories.flatMap(({ pages }, index) => [
    [`${MEMORY}${index}`, Kind.memory, index] as const,
    [`${PAGES}${index}`, Kind.global, pages] as const,
  ]);
  const growType = Buffer.of(0x60, 1, I32, 1, I32);
  let all = sections.filter(({ id }) => id !== SectionId.custom);
  all = withAdded(all, SectionId.type, [growType]);
  all = withAdded(all, SectionId.function, memories.map(() => size(types.length))); // prettier-ignore
  all = withAdded(all, SectionId.global, globals);
  all = withExports(all, exports);
  all = all.map((one) => (one.id === SectionId.code ? { ...one, contents: written.contents } : one));
  const bytes = writeModule(module, [...all, nameSection(sections)]);
  const start = codeStart(bytes);
  const formerStart = code.contents.byteOffset - module.byteOffset;
  return {
    bytes,
    originalOffset: (offset) => formerStart + originalPlace(written.points, offset - start),
  };
}

function codeStart(module: Uint8Array): number {
  for (const { id, contents } of sectionsOf(module))
    if (id === SectionId.code) return contents.byteOffset - module.byteOffset;
  return hidden();
}

function originalPlace(points: readonly Point[], place: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (points[middle]!.at <= place) low = middle + 1;
    else high = middle;
  }
  const point = points[low - 1];
  if (!point) return place;
  return point.isAdded ? point.from : point.from + place - point.at;
}

/** The first part of the name of a module whose memory is counted, by which its frames are recognised. */
export const COUNTED = '%counted-';

/** The section with the names, in which the module has another one. */
function nameSection(sections: readonly Section[]): Section {
  const names = sections.find((one) => one.id === SectionId.custom && customName(one) === 'name');
  const words = new BinaryReader(names?.contents ?? encodedName('name'));
  words.name();
  const start = words.at;
  const former = words.firstSubsection();
  const rest = (names?.contents ?? encodedName('name')).subarray(former === undefined ? start : words.at);
  const name = encodedName(`${COUNTED}${former ?? ''}`);
  return {
    id: SectionId.custom,
    contents: Buffer.concat([encodedName('name'), Buffer.of(0), size(name.length), name, rest]),
  };
}

const customName = ({ contents }: Section): string => new BinaryReader(contents).name();
