/** The state of an instance, and its value before the first call. */
import { MEMORY, PAGE, PAGES } from '../modules/counted.ts';
import { memoryClearer } from './clear-memory.ts';
import { tableKeeper, type TableKeeper } from './table-keeper.ts';

export type ExportedState = WebAssembly.Memory | WebAssembly.Table | WebAssembly.Global;

/** The globals that have the pages of memories, where these are counted (counted.ts). */
export type PageCounts = ReadonlyMap<WebAssembly.Memory, WebAssembly.Global>;

/** @param instances the exports of all core instances */
export function pageCountsIn(instances: readonly WebAssembly.Exports[]): PageCounts {
  const counts = new Map<WebAssembly.Memory, WebAssembly.Global>();
  for (const exports of instances)
    for (let index = 0; `${MEMORY}${index}` in exports; index++) {
      const memory = exports[`${MEMORY}${index}`] as WebAssembly.Memory;
      counts.set(memory, exports[`${PAGES}${index}`] as WebAssembly.Global);
    }
  return counts;
}

/** The bytes of a memory that the guest knows of. */
export const bytesIn = (memory: WebAssembly.Memory, pages: WebAssembly.Global | undefined): number =>
  pages ? ((pages.value as number) >>> 0) * PAGE : memory.buffer.byteLength;

/** The state of an instance as it is now, to which it can be put back. */
export class Image {
  readonly #memories: readonly MemoryImage[];
  readonly #tables: readonly TableKeeper[];
  readonly #globals: readonly (readonly [WebAssembly.Global, unknown])[];

  /**
   * @param state all of it: each memory, each table, and each global that can change
   * @param counts which of the globals have the pages of a memory
   * @param like of an instance that was made in the same way, and is the same
   * @returns undefined where a global is a NaN, whose bits JavaScript does not have
   */
  static of(state: ReadonlySet<ExportedState>, counts: PageCounts, like?: Image): Image | undefined {
    const all = [...state];
    return all.some((one) => one instanceof WebAssembly.Global && Number.isNaN(one.value))
      ? undefined
      : new Image(all, counts, like);
  }

  private constructor(all: readonly ExportedState[], counts: PageCounts, like: Image | undefined) {
    const memories = all.filter((one) => one instanceof WebAssembly.Memory);
    const known = like ? like.#memories : [];
    this.#memories = memories.map((one, index) => new MemoryImage(one, counts.get(one), known[index]));
    this.#tables = all.filter((one) => one instanceof WebAssembly.Table).map(tableKeeper);
    const globals = all.filter((one) => one instanceof WebAssembly.Global);
    this.#globals = globals.map((one) => [one, one.value as unknown] as const);
  }

  /** Whether a memory is larger than it was. */
  get hasGrown(): boolean {
    return this.#memories.some((one) => one.hasGrown);
  }

  /** @returns false when it cannot be: memories whose pages are not counted, and tables, do not shrink */
  restore(): boolean {
    if (![...this.#memories, ...this.#tables].every((one) => one.canRestore())) return false;
    for (const memory of this.#memories) memory.restore();
    for (const table of this.#tables) table.restore();
    for (const [global, value] of this.#globals) global.value = value;
    return true;
  }
}

/** Bytes that are not all zero are noted in pieces of this size, of which a page has a whole number. */
const PIECE = 4096;
const NOTHING = Buffer.alloc(PIECE);

/** Clearing more takes as long as making a new instance. */
const MOST_CLEARED = 16 * 2 ** 20;

class MemoryImage {
  readonly #memory: WebAssembly.Memory;
  readonly #pages: WebAssembly.Global | undefined;
  readonly #clear: (start: number, end: number) => void;
  readonly #size: number;
  /** The parts that are not zero, in their order. */
  readonly #parts: readonly { readonly start: number; readonly bytes: Uint8Array }[];

  constructor(
    memory: WebAssembly.Memory,
    pages: WebAssembly.Global | undefined,
    like: MemoryImage | undefined,
  ) {
    const bytes = new Uint8Array(memory.buffer);
    this.#memory = memory;
    this.#pages = pages;
    this.#clear = memoryClearer(memory);
    this.#size = bytes.length;
    this.#parts =
      like && like.#size === this.#size
        ? like.#parts
        : partsOf(bytes).map(([start, end]) => ({ start, bytes: bytes.slice(start, end) }));
  }

  get hasGrown(): boolean {
    return bytesIn(this.#memory, this.#pages) > this.#size;
  }

  canRestore(): boolean {
    return (
      !this.hasGrown || (this.#pages !== undefined && bytesIn(this.#memory, this.#pages) <= MOST_CLEARED)
    );
  }

  restore(): void {
    // Nothing is written behind the counted pages.
    const memory = new Uint8Array(this.#memory.buffer, 0, bytesIn(this.#memory, this.#pages));
    let cleared = 0;
    for (const { start, bytes } of this.#parts) {
      this.#clear(cleared, start);
      memory.set(bytes, start);
      cleared = start + bytes.length;
    }
    this.#clear(cleared, memory.length);
  }
}

function partsOf(bytes: Uint8Array): readonly (readonly [start: number, end: number])[] {
  const parts: [number, number][] = [];
  for (let start = 0; start < bytes.length; start += PIECE) {
    const end = start + PIECE;
    if (!NOTHING.equals(bytes.subarray(start, end))) {
      const last = parts.at(-1);
      if (last?.[1] === start) last[1] = end;
      else parts.push([start, end]);
    }
  }
  return parts;
}
