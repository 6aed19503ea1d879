import type { Structure, TypeId, TypeInfo } from '../../../toolkit/dwarf.ts';
import { unwrapped } from '../views/view-of.ts';
import { codeUnit, decoded, quoted, textOf } from './code-units.ts';
import {
  goneBytes,
  isReference,
  type Located,
  type Mapping,
  type List,
  type Text,
  type View,
} from './located.ts';
import { flagsText, scalarText } from './scalar.ts';
import { caseOf, membersOf, sameBits } from './structures.ts';
import type { ValueReader } from './value-reader.ts';

/** The limits of a value in a line of text. */
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
    const type = this.#reader.types.of(value.type);
    const { size = 0 } = type ?? {};
    if (value.where === undefined || (size > 0 && goneBytes(value.where, size) === size))
      return '<optimized out>';
    if (!type) return '?';
    const { shape } = type;
    if (shape.tag === 'structure') return this.#ofStructure(value, type, shape.val, depth);
    if (shape.tag === 'base' && size === 0 && type.name === '()') return '()';
    if (goneBytes(value.where, size) > 0) return '<optimized out>';
    const bits = await this.#reader.bits(value);
    if (bits === undefined) return '?';
    if (shape.tag === 'base') return scalarText(shape.val, bits, value.bits?.count ?? 8 * size);
    if (shape.tag === 'pointer') return this.#ofPointer(Number(bits), type, shape.val, depth);
    if (shape.tag !== 'enumeration') return '?';
    return shape.val.find((one) => sameBits(one.value, bits, size))?.name ?? flagsText(shape.val, bits);
  }

  async #ofView(view: View, value: Located, depth: number): Promise<string> {
    if (view.kind === 'plain') return view.text;
    if (view.kind === 'text') return this.#ofText(view);
    if (view.kind === 'list') return this.#ofList(view, value, depth);
    return view.kind === 'map' ? this.#ofMap(view, depth) : '?';
  }

  async #ofText({ where, length, encoding }: Text): Promise<string> {
    const bytes = await this.#reader.read(where, Math.min(length, MOST_STRING));
    return JSON.stringify(decoded(bytes, encoding));
  }

  async #ofList({ count, brackets: [open, close], elements }: List, value: Located, depth: number) {
    if (depth === 0) return `${open}…${close}`;
    const shown = await elements(0, MOST_ITEMS);
    const element = this.#reader.types.of(shown[0]?.type);
    const unit = element && codeUnit(element);
    if (unit && this.#isArray(value) && value.where) {
      const bytes = await this.#reader.read(value.where, Math.min(count * unit.size, MOST_STRING));
      const text = textOf(bytes, unit);
      if (text !== undefined) return text;
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
    const unit = codeUnit(target);
    if (!unit) return hex;
    const bytes = await this.#reader.memory.read(address, MOST_STRING);
    return `${hex} ${quoted(bytes, unit)}`;
  }
}

const isPositional = ({ name }: Structure['members'][number]): boolean => /^__\d+$/.test(name);
const lastPart = (name: string): string => name.replace(/<.*/s, '').split('::').at(-1) ?? name;
