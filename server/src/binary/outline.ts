import { sectionsOf } from './sections.ts';
import { BinaryReader } from './binary-reader.ts';

/** The structure of a binary by its sections; code is not read. */
export interface Outline {
  /** Core modules and components, in their order. */
  readonly contents: readonly Content[];
  /** The tools and languages of all nested binaries, each once. */
  readonly producers: readonly Producer[];
  /** Of a core module: its imports and exports, by name. */
  readonly imports: readonly string[];
  readonly exports: readonly string[];
}

export interface Content {
  readonly kind: 'core module' | 'component';
  /** As its name section has it. */
  readonly name: string | undefined;
  readonly bytes: number;
  readonly contents: readonly Content[];
}

/** A tool or language that a producers section names. */
export interface Producer {
  /** `language`, `processed-by`, `sdk` */
  readonly field: string;
  readonly name: string;
  readonly version: string;
}

const Section = { custom: 0, coreModule: 1, component: 4 } as const;
const CoreSection = { custom: 0, import: 2, export: 7 } as const;
/** The limit of nested components: no tool writes that many. */
const MAX_DEPTH = 100;

/** @throws RangeError when the binary is damaged */
export function outlineOfComponent(
  bytes: Uint8Array,
  depth = 0,
): Outline & { readonly name: string | undefined } {
  const contents: Content[] = [];
  const producers: Producer[] = [];
  let name: string | undefined;
  for (const section of sectionsOf(bytes)) {
    const inner = section.contents;
    if (section.id === Section.custom) {
      const custom = readCustom(inner);
      producers.push(...custom.producers);
      name ??= custom.componentName;
    } else if (section.id === Section.coreModule) {
      const module = outlineOfModule(inner);
      contents.push({ kind: 'core module', name: module.name, bytes: inner.length, contents: [] });
      producers.push(...module.producers);
    } else if (section.id === Section.component && depth < MAX_DEPTH) {
      const nested = outlineOfComponent(inner, depth + 1);
      contents.push({ kind: 'component', name: nested.name, bytes: inner.length, contents: nested.contents });
      producers.push(...nested.producers);
    }
  }
  return { name, contents, producers: distinctProducers(producers), imports: [], exports: [] };
}

/** @throws RangeError when the binary is damaged */
export function outlineOfModule(bytes: Uint8Array): Outline & { readonly name: string | undefined } {
  const producers: Producer[] = [];
  let name: string | undefined;
  let imports: readonly string[] = [];
  let exports: readonly string[] = [];
  for (const { id, contents } of sectionsOf(bytes)) {
    if (id === CoreSection.custom) {
      const custom = readCustom(contents);
      producers.push(...custom.producers);
      name ??= custom.moduleName;
    } else if (id === CoreSection.import) imports = importNames(contents);
    else if (id === CoreSection.export) exports = exportNames(contents);
  }
  return { name, contents: [], producers: distinctProducers(producers), imports, exports };
}

function distinctProducers(producers: readonly Producer[]): readonly Producer[] {
  return [...new Map(producers.map((one) => [JSON.stringify(one), one])).values()];
}

interface Custom {
  readonly producers: readonly Producer[];
  readonly moduleName: string | undefined;
  readonly componentName: string | undefined;
}

/** Only its name can be malformed by the specification: damaged contents are as good as none. */
function readCustom(bytes: Uint8Array): Custom {
  const words = new BinaryReader(bytes);
  const section = words.name();
  try {
    return {
      producers: section === 'producers' ? words.list(() => fieldOf(words)).flat() : [],
      moduleName: section === 'name' ? words.firstSubsection() : undefined,
      componentName: section === 'component-name' ? words.firstSubsection() : undefined,
    };
  } catch (error) {
    if (error instanceof RangeError) return NO_CUSTOM;
    throw error;
  }
}

const NO_CUSTOM: Custom = { producers: [], moduleName: undefined, componentName: undefined };

function fieldOf(words: BinaryReader): Producer[] {
  const field = words.name();
  return words.list(() => ({ field, name: words.name(), version: words.name() }));
}

/** `module.name` of each import. */
function importNames(bytes: Uint8Array): readonly string[] {
  const words = new BinaryReader(bytes);
  return words.list(() => {
    const name = `${words.name()}.${words.name()}`;
    skipType(words);
    return name;
  });
}

/** The type of an import: a function's, a table's, a memory's, a global's or a tag's. */
function skipType(words: BinaryReader): void {
  const kind = words.byte();
  if (kind === 0) words.number();
  if (kind === 1 || kind === 3) skipValueType(words);
  if (kind === 1 || kind === 2) skipLimits(words);
  if (kind === 3 || kind === 4) words.byte();
  if (kind === 4) words.number();
}

/** A reference with a heap type has that type behind it. */
function skipValueType(words: BinaryReader): void {
  const type = words.byte();
  if (type === 0x63 || type === 0x64) words.number();
}

function skipLimits(words: BinaryReader): void {
  const flags = words.byte();
  words.number();
  if ((flags & 1) !== 0) words.number();
  if ((flags & 8) !== 0) words.number();
}

function exportNames(bytes: Uint8Array): readonly string[] {
  const words = new BinaryReader(bytes);
  return words.list(() => {
    const name = words.name();
    words.byte();
    words.number();
    return name;
  });
}
