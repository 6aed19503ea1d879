import type { DwarfPointer, DwarfVariable } from '../../../toolkit/dwarf.ts';
import type { DebugInformation } from '../debug-information.ts';
import { MOST_WRAPPERS, unwrapped, viewOf } from '../views/view-of.ts';
import { isReference, type Located, type Memory, type Where, type View } from './located.ts';
import { bytesOf, readScalar } from './scalar.ts';
import { membersOf } from './structures.ts';
import { Types } from './types.ts';
import { ValueReader } from './value-reader.ts';
import { ValueText } from './value-text.ts';
import { withLengths } from './variable-length.ts';

/** Entries of a map among which a key is looked for. */
const MOST_SEARCHED = 20_000;
const PAGE = 5000;

/** Reads values of one module in a stopped thread. */
export class Values {
  readonly #types: Types;
  readonly #memory: Memory;
  readonly #reader: ValueReader;
  readonly #text: ValueText;

  constructor(module: DebugInformation, memory: Memory, types = new Types(module)) {
    this.#types = types;
    this.#memory = memory;
    this.#reader = new ValueReader(types, memory);
    this.#text = new ValueText(this.#reader);
  }

  /** A variable by the place that DWARF says. */
  async locate({ name, type, pieces }: DwarfVariable): Promise<Located> {
    const [first] = pieces;
    if (pieces.length === 1 && first?.where.tag === 'memory')
      return { name, type, where: { address: first.where.val } };
    if (first?.where.tag === 'behind') return { name, type, where: await this.#behind(first.where.val) };
    return { name, type, where: await this.#joined(pieces) };
  }

  /** The parts of a value that is not in one place. */
  async #joined(pieces: DwarfVariable['pieces']): Promise<Where | undefined> {
    const parts: Uint8Array[] = [];
    const gone: { start: number; end: number }[] = [];
    let start = 0;
    for (const { size, where } of pieces) {
      const kept = await this.#partAt(where, size);
      if (!kept) gone.push({ start, end: start + size });
      const part = kept ?? new Uint8Array(size);
      parts.push(part);
      start += part.length;
    }
    if (gone.length === pieces.length) return undefined;
    return { bytes: Buffer.concat(parts), ...(gone.length > 0 && { gone }) };
  }

  async #partAt(
    where: DwarfVariable['pieces'][number]['where'],
    size: number,
  ): Promise<Uint8Array | undefined> {
    if (where.tag === 'memory') return this.#memory.read(where.val, size);
    if (where.tag !== 'bytes') return undefined;
    return size > 0 ? where.val.slice(0, size) : where.val;
  }

  /** With the lengths of an array of variable length, which other variables have. */
  withLengths(value: Located, variables: readonly Located[]): Promise<Located> {
    return withLengths(value, variables, this.#reader);
  }

  async #behind({ address, offsets }: DwarfPointer): Promise<Where | undefined> {
    let at = address;
    for (const offset of offsets) {
      const pointer = Buffer.from(await this.#memory.read(at, 4));
      if (pointer.length < 4) return undefined;
      at = (pointer.readUInt32LE() + offset) >>> 0;
    }
    return { address: at };
  }

  typeName(value: Located): string {
    return this.#types.nameOf(value.type);
  }

  /** One line, cut where it is long. */
  text(value: Located): Promise<string> {
    return this.#text.of(value);
  }

  /** The same with the state of a wrapper: `"tea" (2 strong, 1 weak)`. */
  async textWithNote(value: Located): Promise<string> {
    const [text, view] = await Promise.all([this.text(value), viewOf(value, this.#reader)]);
    return view?.kind === 'other' && view.note ? `${text} (${view.note})` : text;
  }

  /** How many values are inside of one; of a list, its elements. */
  async countInside(value: Located): Promise<{ readonly count: number; readonly isList: boolean }> {
    const { view } = await this.#opened(value);
    if (view?.kind === 'list' || view?.kind === 'map') return { count: view.count, isList: true };
    return { count: (await this.inside(value)).length, isList: false };
  }

  /** The values inside of one, from `start` on, at most `count`. */
  async inside(given: Located, start = 0, count = 1000): Promise<readonly Located[]> {
    const { value, view } = await this.#opened(given);
    if (view?.kind === 'list') return view.elements(start, count);
    if (view?.kind === 'map') return this.#entries(view, start, count);
    if (view?.kind === 'other') return [view.value, ...(view.more ?? [])].slice(start, start + count);
    if (view || value.where === undefined) return [];
    const type = this.#types.of(value.type);
    if (type?.shape.tag === 'structure') {
      const inside = await membersOf(value, type.shape.val, this.#reader);
      return inside.slice(start, start + count);
    }
    const target = await this.#reader.target(value);
    return target ? [target].slice(start) : [];
  }

  /** Behind references, and wrappers without members of their own. */
  async #opened(value: Located): Promise<{ readonly value: Located; readonly view: View | undefined }> {
    let found = value;
    for (let depth = 0; depth < MOST_WRAPPERS; depth++) {
      const view = await viewOf(found, this.#reader);
      const isBehind = !view && isReference(this.typeName(found));
      const next = view?.kind === 'other' && !view.more ? view.value : isBehind && (await this.target(found));
      if (!next) return { value: found, view };
      found = next;
    }
    return { value: found, view: { kind: 'plain', text: '…' } };
  }

  async #entries(view: View & { kind: 'map' }, start: number, count: number): Promise<readonly Located[]> {
    const entries = await view.entries(start, count);
    return Promise.all(
      entries.map(async ({ key, value }) => ({ ...value, name: `[${await this.text(key)}]` })),
    );
  }

  /** The element of a list by its number, of a map by its key as it is shown. */
  async element(value: Located, index: string): Promise<Located | undefined> {
    const { view } = await unwrapped(value, this.#reader);
    if (view?.kind === 'map') return this.#byKey(view, index);
    return /^\d+$/.test(index) ? (await this.inside(value, Number(index), 1))[0] : undefined;
  }

  async #byKey(view: View & { kind: 'map' }, index: string): Promise<Located | undefined> {
    for (let start = 0; start < Math.min(view.count, MOST_SEARCHED); start += PAGE) {
      const entries = await this.#entries(view, start, PAGE);
      const found = entries.find((one) => one.name === `[${index}]`);
      if (found) return found;
    }
    return undefined;
  }

  /** The value behind a pointer or a wrapper; undefined for an invalid pointer. */
  async target(value: Located): Promise<Located | undefined> {
    const view = await viewOf(value, this.#reader);
    if (view?.kind === 'other') return view.value;
    return view ? undefined : this.#reader.target(value);
  }

  /**
   * Replaces a number, a truth value, a character or a case without members.
   * @throws Error with why not
   */
  async set(value: Located, text: string): Promise<void> {
    const type = this.#types.of(value.type);
    if (!type || !this.canSet(value)) throw new Error('this value cannot be changed');
    const { address } = value.where as { address: number };
    await this.#memory.write(address, bytesOf(readScalar(text, type), type.size ?? 0));
  }

  /** V8 does not allow to set a local of WebAssembly. */
  canSet({ type, where, bits, view }: Located): boolean {
    const shape = this.#types.of(type)?.shape;
    return (
      view === undefined &&
      where !== undefined &&
      'address' in where &&
      bits === undefined &&
      (shape?.tag === 'enumeration' || (shape?.tag === 'base' && shape.val !== 'complex'))
    );
  }
}
