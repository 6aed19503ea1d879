import type { Structure, TypeId, TypeInfo } from '../../../toolkit/dwarf.ts';
import { unwrapped } from '../views/view-of.ts';
import type { List, Mapping, Text, View } from '../views/view.ts';
import { isReference, type Located } from './located.ts';
import { scalarText } from './scalar.ts';
import { caseOf, membersOf, sameBits } from './structures.ts';
import type { ValueReader } from './value-reader.ts';

/** How much of a value a line of text shows. */
const MOST_DEPTH = 3;
const MOST_ITEMS = 8;
const MOST_TEXT = 200;
/** Bytes of a text that are read at all. */
const MOST_STRING = 4096;

/** Values in one line, in the syntax of their language. */
export class ValueText {
  readonly #reader: ValueReader;

  constructor(reader: ValueReader) {
    this.#reader = reader;
  }

  /** Cut where it is long. */
  async of(value: Located, depth = MOST_DEPTH): Promise<string> {
    const text = await this.#whole(value, depth);
    return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text;
  }

  async #whole(given: Located, depth: number): Promise<string> {
    const { value, view } = await unwrapped(given, this.#reader);
    if (view) return this.#ofView(view, value, depth);
    if (value.where === undefined) return '<optimized out>';
    const type = this.#reader.types.of(value.type);
    if (!type) return '?';
    const { shape } = type;
    if (shape.tag === 'structure') return this.#ofStructure(value, type, shape.val, depth);
    const bits = await this.#reader.bits(value);
    if (bits === undefined) return '?';
    if (shape.tag === 'base') return scalarText(shape.val, bits, value.bits?.count ?? 8 * (type.size ?? 0));
    if (shape.tag === 'pointer') return this.#ofPointer(Number(bits), type, shape.val, depth);
    if (shape.tag !== 'enumeration') return '?';
    return shape.val.find((one) => sameBits(one.value, bits, type.size))?.name ?? `${bits}`;
  }

  async #ofView(view: View, value: Located, depth: number): Promise<string> {
    if (view.kind === 'plain') return view.text;
    if (view.kind === 'text') return this.#ofText(view);
    if (view.kind === 'list') return this.#ofList(view, value, depth);
    return view.kind === 'map' ? this.#ofMap(view, depth) : '?';
  }

  async #ofText({ where, length, encoding }: Text): Promise<string> {
    const bytes = await this.#reader.read(where, Math.min(length, MOST_STRING));
    return JSON.stringify(encoding === 'utf32' ? utf32(bytes) : Buffer.from(bytes).toString(encoding));
  }

  async #ofList({ count, brackets: [open, close], elements }: List, value: Located, depth: number) {
    if (depth === 0) return `${open}…${close}`;
    const shown = await elements(0, MOST_ITEMS);
    const shape = this.#reader.types.of(shown[0]?.type)?.shape;
    const where = value.where;
    if (shape?.tag === 'base' && shape.val.endsWith('-character') && this.#isArray(value) && where) {
      const bytes = await this.#reader.read(where, Math.min(count, MOST_STRING));
      const text = untilZero(bytes);
      // Bytes in C are `unsigned char` too.
      if (shape.val === 'signed-character' || (isWhole(bytes, text) && text.every(isPrintable)))
        return quoted(text);
    }
    const texts = await Promise.all(shown.map((one) => this.of(one, depth - 1)));
    return `${open}${[...texts, ...(count > MOST_ITEMS ? ['…'] : [])].join(', ')}${close}`;
  }

  #isArray({ type }: Located): boolean {
    return this.#reader.types.of(type)?.shape.tag === 'array';
  }

  async #ofMap({ count, entries }: Mapping, depth: number): Promise<string> {
    if (depth === 0) return count > 0 ? '{…}' : '{}';
    const shown = (await entries(0, MOST_ITEMS)).map(async ({ key, value }) => {
      const [name, text] = await Promise.all([this.of(key, depth - 1), this.of(value, depth - 1)]);
      return `${name}: ${text}`;
    });
    return `{${[...(await Promise.all(shown)), ...(count > MOST_ITEMS ? ['…'] : [])].join(', ')}}`;
  }

  async #ofStructure(
    value: Located,
    { name }: TypeInfo,
    structure: Structure,
    depth: number,
  ): Promise<string> {
    const found = await caseOf(value, structure, this.#reader);
    if (found) return this.#ofCase(found, depth);
    if (structure.cases.length > 0) return '?';
    const members = await membersOf(value, structure, this.#reader);
    if (depth === 0) return members.length > 0 ? '{…}' : '{}';
    const shown = members.slice(0, MOST_ITEMS);
    const texts = await Promise.all(shown.map((one) => this.of(one, depth - 1)));
    if (structure.members.length > 0 && structure.members.every(isPositional))
      return `${name.startsWith('(') ? '' : lastPart(name)}(${texts.join(', ')})`;
    const named = texts.map((text, at) => `${shown[at]!.name}: ${text}`);
    return `{${[...named, ...(members.length > MOST_ITEMS ? ['…'] : [])].join(', ')}}`;
  }

  async #ofCase(found: Located, depth: number): Promise<string> {
    const type = this.#reader.types.of(found.type);
    // The states of a future have numbers, and names as types: `Suspend0`.
    const name = type && /^\d+$/.test(found.name) ? lastPart(type.name) : found.name;
    const structure = this.#reader.types.structure(found.type);
    if (!type || !structure || structure.members.length === 0) return name;
    if (depth === 0) return `${name}(…)`;
    const text = await this.#ofStructure(found, { ...type, name }, structure, depth);
    return structure.members.every(isPositional) ? text : `${name} ${text}`;
  }

  async #ofPointer(address: number, { name }: TypeInfo, to: TypeId | undefined, depth: number) {
    const hex = `0x${address.toString(16)}`;
    const target = this.#reader.types.of(to);
    if (address === 0 || !target) return hex;
    if (isReference(name))
      return depth === 0 ? hex : this.of({ name, type: to, where: { address } }, depth - 1);
    if (target.shape.tag !== 'base' || !target.shape.val.endsWith('-character')) return hex;
    return `${hex} ${quoted(await this.#untilZero(address, MOST_STRING))}`;
  }

  async #untilZero(address: number, most: number): Promise<Uint8Array> {
    return untilZero(await this.#reader.memory.read(address, Math.min(most, MOST_STRING)));
  }
}

function untilZero(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/** Whether only zeros follow a text. */
const isWhole = (bytes: Uint8Array, text: Uint8Array): boolean =>
  bytes.subarray(text.length).every((byte) => byte === 0);
const isPrintable = (byte: number): boolean => byte >= 0x20 && byte !== 0x7f;
const isPositional = ({ name }: Structure['members'][number]): boolean => /^__\d+$/.test(name);
const lastPart = (name: string): string => name.replace(/<.*/s, '').split('::').at(-1) ?? name;
const quoted = (bytes: Uint8Array): string => JSON.stringify(Buffer.from(bytes).toString());

/** Numbers that are no scalar values become the replacement character. */
function utf32(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const scalars = Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) =>
    view.getUint32(4 * at, true),
  );
  return scalars.map((one) => String.fromCodePoint(one > 0x10ffff ? 0xfffd : one)).join('');
}
