/** The frames of a trap with lines of the guest's sources, where its modules have DWARF. */
import { readFile } from 'node:fs/promises';
import { sectionsOf } from '../../../../server/src/binary/sections.ts';
import type { Problem } from '../../protocol.ts';
import { dwarf, type DwarfModule, type Frame } from '../../toolkit/dwarf.ts';
import { MOST_FRAMES, WITHOUT_LINES } from '../traps/trap.ts';
import { ORIGINS, readOrigins, type Origin, type SourceModule } from './origins.ts';

/** Compiled core modules by file name, and the folder with their bytes. */
export interface ModuleFiles {
  readonly folder: URL;
  readonly modules: Readonly<Record<string, WebAssembly.Module>>;
}

/**
 * A frame as V8 words it: `auth.wasm.check (wasm://wasm/auth.wasm-1a2b3c4d:wasm-function[7]:0x1f3)`. A fused module
 * has no name of its own, and its functions have that of the module that they come from.
 */
const FRAME =
  /^(?<name>.*) \(wasm:\/\/wasm\/(?:(?<module>.+)-)?[0-9a-f]+:wasm-function\[\d+\]:0x(?<at>[0-9a-f]+)\)$/;
/** As compilers of Rust write the name of a function for a linker. */
const MANGLED = /(?:^|\.)(?<symbol>_R\w+|_ZN[\w$.]+)$/;
/** Larger DWARF takes seconds to read, which is too long for a response. */
const MOST_BYTES = 256 * 2 ** 20;
const CODE_SECTION = 10;

let known: readonly ModuleFiles[] = [];
type Opening = Promise<DwarfModule | undefined>;
/** By the name of a module, or by the source module of a fused one. */
let opened = new Map<string | SourceModule, Opening>();
let origins: Promise<((at: number) => Origin | undefined) | undefined> | undefined;

/** Says what runs in this thread. Nothing is read before a trap. */
export function adoptModules(files: readonly ModuleFiles[]): void {
  known = files;
  forget();
}

function forget(): void {
  opened = new Map();
  origins = undefined;
}

/** The problem, with lines of the sources in place of V8's offsets. Frames without readable debug information stay. */
export async function withSourceFrames(problem: Problem): Promise<Problem> {
  const { code, causes = [], help = '' } = problem;
  if (code !== 'guest-trap' || !causes.some((cause) => FRAME.test(cause))) return problem;
  try {
    const all = (await Promise.all(causes.map(framesOf))).flat();
    // The place that the guest reported counts only when there is no better one.
    const frames = all.some(isOwn) ? all.filter((frame) => !frame.isLibrary && !frame.isCause) : all;
    const shown = frames.map(({ text }) => text);
    const hasLines = frames.some(({ hasLine }) => hasLine);
    return {
      ...problem,
      causes: shown.slice(0, MOST_FRAMES),
      help: hasLines ? help.replace(WITHOUT_LINES, LINES) : help,
    };
  } catch {
    // The reader trapped on DWARF that breaks its rules.
    dwarf.drop();
    forget();
    return { ...problem, causes: causes.slice(0, MOST_FRAMES) };
  }
}

const LINES = 'The lines are those of its sources, innermost first.';

interface Shown {
  readonly text: string;
  readonly hasLine: boolean;
  /** A library that comes with the compiler. */
  readonly isLibrary: boolean;
  /** The guest wrote it itself. */
  readonly isCause?: boolean;
}

const isOwn = ({ hasLine, isLibrary }: Shown): boolean => hasLine && !isLibrary;

async function framesOf(cause: string): Promise<readonly Shown[]> {
  const { name, module, at } = FRAME.exec(cause)?.groups ?? {};
  if (name === undefined || at === undefined) return [{ ...plain(cause), isCause: true }];
  const { demangle } = await dwarf.load();
  const place = await placeOf(module, Number.parseInt(at, 16));
  if (!place) {
    const mangled = MANGLED.exec(name)?.groups?.['symbol'] ?? '';
    return [plain(mangled === '' ? cause : cause.replace(mangled, () => demangle(mangled)))];
  }
  const { reader, offset } = place;
  const symbol = name.startsWith(`${place.module}.`) ? name.slice(place.module.length + 1) : name;
  const frames = reader && offset >= 0 ? reader.frames(offset) : [];
  if (frames.length > 0) return frames.map(shownFrame);
  const readable = demangle(symbol);
  return [{ ...plain(cause.replace(symbol, () => readable)), isLibrary: reader !== undefined }];
}

interface Place {
  /** The name of the module that the code is of, or that it was copied from. */
  readonly module: string;
  /** Absent where that has no lines. */
  readonly reader: DwarfModule | undefined;
  /** In its code section. */
  readonly offset: number;
}

/** @param at an offset in the module's bytes */
async function placeOf(module: string | undefined, at: number): Promise<Place | undefined> {
  if (module !== undefined) {
    const reader = await once(module, () => read(module));
    return { module, reader, offset: at - (reader?.codeStart() ?? 0) };
  }
  const origin = (await (origins ??= fusedFrom()))?.(at);
  if (!origin) return undefined;
  const { source, offset } = origin;
  return { module: source.name, reader: await once(source, () => open(source.bytes)), offset };
}

const plain = (text: string): Shown => ({ text, hasLine: false, isLibrary: false });

function shownFrame({ function: name, place }: Frame): Shown {
  const where = place && `${place.file}:${place.line}${place.column > 0 ? `:${place.column}` : ''}`;
  return {
    text: where === undefined ? name : `${name} (${where})`,
    hasLine: where !== undefined,
    isLibrary: place === undefined || /^(?:\/rustc\/[0-9a-f]+\/|wasisdk:\/\/)/.test(place.file),
  };
}

function once(key: string | SourceModule, open: () => Opening): Opening {
  const opening = opened.get(key) ?? open();
  opened.set(key, opening);
  return opening;
}

/** @param name of the module in its name section, as V8 has it */
async function read(name: string): Promise<DwarfModule | undefined> {
  const named = allModules().filter(({ module }) => nameOf(module) === name);
  const [only] = named;
  // If two modules have one name, a frame does not identify its module.
  return !only || named.length > 1 || !hasLines(only.module) ? undefined : open(await readFile(only.url));
}

async function open(bytes: Uint8Array): Promise<DwarfModule | undefined> {
  if (bytes.length > MOST_BYTES) return undefined;
  const { Module } = await dwarf.load();
  try {
    return Module.open(bytes);
  } catch (error) {
    if (error instanceof Error && 'payload' in error) return undefined;
    throw error;
  }
}

const allModules = () =>
  known.flatMap(({ folder, modules }) =>
    Object.entries(modules).map(([file, module]) => ({ url: new URL(file, folder), module })),
  );

/** Of the unnamed module with a section of origins, if there is just one. */
async function fusedFrom(): Promise<((at: number) => Origin | undefined) | undefined> {
  const found = allModules().flatMap(({ url, module }) =>
    WebAssembly.Module.customSections(module, ORIGINS).map((section) => ({ url, section })),
  );
  const [only] = found;
  if (!only || found.length > 1) return undefined;
  const bytes = await readFile(only.url);
  const code = [...sectionsOf(bytes)].find(({ id }) => id === CODE_SECTION)?.contents;
  const originOf = readOrigins(new Uint8Array(only.section));
  return code && ((at) => originOf(at - (code.byteOffset - bytes.byteOffset)));
}

function hasLines(module: WebAssembly.Module): boolean {
  const [section] = WebAssembly.Module.customSections(module, '.debug_line');
  return section !== undefined && section.byteLength <= MOST_BYTES;
}

/** Its name section begins with the subsection 0, which holds the module's name; lengths are LEB128. */
export function nameOf(module: WebAssembly.Module): string | undefined {
  const [section] = WebAssembly.Module.customSections(module, 'name');
  const bytes = new Uint8Array(section ?? new ArrayBuffer(0));
  if (bytes[0] !== 0) return undefined;
  let at = 1;
  const number = (): number => {
    for (let value = 0, shift = 0; shift < 35; shift += 7) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return 0;
  };
  number();
  const length = number();
  return new TextDecoder().decode(bytes.subarray(at, at + length));
}
