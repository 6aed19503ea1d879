import type { DwarfVariable, Member, Structure, TypeId, TypeInfo } from '../../toolkit/dwarf.ts';
import type { DebugInformation } from './debug-information.ts';
import { within, type Located, type Memory, type Where } from './located.ts';
import { isReference, sequenceOf, type Sequence } from './rust-views.ts';
import { bitsOf, bytesOf, readScalar, scalarText } from './scalar.ts';
import { Types } from './types.ts';

/** How much of a value a line of text shows. */
const MOST_DEPTH = 3;
const MOST_ITEMS = 8;
const MOST_TEXT = 200;
/** Bytes of a text that are read at all. */
const MOST_STRING = 4096;
/** A guest's memory has whatever it likes where a length should be. */
const MOST_ELEMENTS = 2 ** 26;

/** Reads values of one module in a stopped thread. */
export class Values {
  readonly #types: Types;
  readonly #memory: Memory;

  constructor(module: DebugInformation, memory: Memory, types = new Types(module)) {
    this.#types = types;
    this.#memory = memory;
  }

  /** A variable by the place that DWARF says. */
  async locate({ name, type, pieces }: DwarfVariable): Promise<Located> {
    const [first] = pieces;
    if (pieces.length === 1 && first?.where.tag === 'memory')
      return { name, type, where: { address: first.where.val } };
    const parts: Uint8Array[] = [];
    for (const { size, where } of pieces) {
      if (where.tag === 'gone') return { name, type, where: undefined };
      if (where.tag === 'memory') parts.push(await this.#memory.read(where.val, size));
      else parts.push(size > 0 ? where.val.slice(0, size) : where.val);
    }
    return { name, type, where: parts.length > 0 ? { bytes: Buffer.concat(parts) } : undefined };
  }

  typeName(value: Located): string {
    return this.#types.of(value.type)?.name ?? '';
  }

  /** One line, cut where it is long. */
  async text(value: Located, depth = MOST_DEPTH): Promise<string> {
    const text = await this.#text(value, depth);
    return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text;
  }

  async #text(value: Located, depth: number): Promise<string> {
    if (value.where === undefined) return '<optimized out>';
    const type = this.#types.of(value.type);
    if (!type) return '?';
    const sequence = sequenceOf(value.type, this.#types);
    if (sequence) return this.#sequenceText(value, sequence, depth);
    const { shape } = type;
    if (shape.tag === 'structure') return this.#structureText(value, type, shape.val, depth);
    if (shape.tag === 'array') return this.#arrayText(value, depth);
    const bits = await this.#bits(value, type);
    if (bits === undefined) return '?';
    if (shape.tag === 'base') return scalarText(shape.val, bits, value.bits?.count ?? 8 * (type.size ?? 0));
    if (shape.tag === 'pointer') return this.#pointerText(Number(bits), type, shape.val, depth);
    if (shape.tag !== 'enumeration') return '?';
    return shape.val.find((one) => sameBits(one.value, bits, type.size))?.name ?? `${bits}`;
  }

  /** How many values are inside of one; of a list, its elements. */
  async countInside(value: Located): Promise<{ readonly count: number; readonly isList: boolean }> {
    const list = await this.#listOf(value);
    if (list?.isText) return { count: 0, isList: false };
    if (list) return { count: list.count, isList: true };
    return { count: (await this.inside(value)).length, isList: false };
  }

  /** The values inside of one, from `start` on, at most `count`. */
  async inside(value: Located, start = 0, count = 1000): Promise<readonly Located[]> {
    if (value.where === undefined) return [];
    const list = await this.#listOf(value);
    if (list) return list.isText ? [] : elements(list, start, count);
    const type = this.#types.of(value.type);
    if (type?.shape.tag === 'structure') {
      const inside = await this.#membersOf(value, type.shape.val);
      return inside.slice(start, start + count);
    }
    if (type?.shape.tag !== 'pointer') return [];
    const target = await this.target(value);
    if (!target) return [];
    return isReference(type.name) ? this.inside(target, start, count) : [target].slice(start);
  }

  /** The value behind a pointer; undefined for an invalid pointer. */
  async target(value: Located): Promise<Located | undefined> {
    const type = this.#types.of(value.type);
    if (type?.shape.tag !== 'pointer' || type.shape.val === undefined) return undefined;
    const bits = await this.#bits(value, type);
    if (bits === undefined || bits === 0n) return undefined;
    return { name: `*${value.name}`, type: type.shape.val, where: { address: Number(bits) } };
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
  canSet({ type, where, bits }: Located): boolean {
    const shape = this.#types.of(type)?.shape.tag;
    return (
      where !== undefined &&
      'address' in where &&
      bits === undefined &&
      (shape === 'base' || shape === 'enumeration')
    );
  }

  async #read(where: Where, length: number): Promise<Uint8Array> {
    return 'address' in where ? this.#memory.read(where.address, length) : where.bytes.subarray(0, length);
  }

  async #bits({ where, bits }: Located, { size = 0 }: Pick<TypeInfo, 'size'>): Promise<bigint | undefined> {
    if (where === undefined) return undefined;
    const bytes = await this.#read(where, bits ? Math.ceil(((bits.first % 8) + bits.count) / 8) : size);
    if (bits) return BigInt.asUintN(bits.count, bitsOf(bytes) >> BigInt(bits.first % 8));
    return bytes.length < size ? undefined : bitsOf(bytes);
  }

  async #sequence(value: Located, { pointer, length }: Sequence) {
    const at = async (offset: number) =>
      Number((await this.#bits({ ...value, where: within(value.where, offset) }, { size: 4 })) ?? 0n);
    return { address: await at(pointer), count: Math.min(await at(length), MOST_ELEMENTS) };
  }

  async #listOf(value: Located): Promise<List | undefined> {
    const sequence = sequenceOf(value.type, this.#types);
    if (sequence) {
      const { address, count } = await this.#sequence(value, sequence);
      const { element, isText } = sequence;
      return { where: { address }, count, element, size: this.#sizeOf(element), isText };
    }
    const shape = this.#types.of(value.type)?.shape;
    if (shape?.tag !== 'array' || value.where === undefined) return undefined;
    const { element, count = 0 } = shape.val;
    return { where: value.where, count, element, size: this.#sizeOf(element), isText: false };
  }

  #sizeOf(id: TypeId | undefined): number {
    return this.#types.of(id)?.size ?? 0;
  }

  async #sequenceText(value: Located, sequence: Sequence, depth: number): Promise<string> {
    const { address, count } = await this.#sequence(value, sequence);
    if (sequence.isText) return quoted(await this.#memory.read(address, Math.min(count, MOST_STRING)));
    return this.#arrayText(value, depth);
  }

  async #arrayText(value: Located, depth: number): Promise<string> {
    const list = await this.#listOf(value);
    if (!list) return '?';
    if (depth === 0) return `[…]`;
    const shape = this.#types.of(list.element)?.shape;
    if (shape?.tag === 'base' && shape.val.endsWith('-character') && 'address' in list.where)
      return quoted(await this.#untilZero(list.where.address, list.count));
    const texts = await this.#texts(elements(list, 0, MOST_ITEMS), depth);
    return `[${[...texts, ...(list.count > MOST_ITEMS ? ['…'] : [])].join(', ')}]`;
  }

  #texts(values: readonly Located[], depth: number): Promise<string[]> {
    return Promise.all(values.map((one) => this.text(one, depth - 1)));
  }

  async #structureText(
    value: Located,
    { name }: TypeInfo,
    structure: Structure,
    depth: number,
  ): Promise<string> {
    const found = await this.#caseOf(value, structure);
    if (found) return this.#caseText(found, depth);
    if (structure.cases.length > 0) return '?';
    const members = await this.#membersOf(value, structure);
    if (depth === 0) return members.length > 0 ? '{…}' : '{}';
    const shown = members.slice(0, MOST_ITEMS);
    const texts = await this.#texts(shown, depth);
    if (structure.members.length > 0 && structure.members.every(isPositional))
      return `${name.startsWith('(') ? '' : lastPart(name)}(${texts.join(', ')})`;
    const named = texts.map((text, at) => `${shown[at]!.name}: ${text}`);
    return `{${[...named, ...(members.length > MOST_ITEMS ? ['…'] : [])].join(', ')}}`;
  }

  async #caseText(found: Located, depth: number): Promise<string> {
    const structure = this.#types.structure(found.type);
    if (!structure || structure.members.length === 0) return found.name;
    if (depth === 0) return `${found.name}(…)`;
    const type = this.#types.of(found.type)!;
    const text = await this.#structureText(found, { ...type, name: found.name }, structure, depth);
    return structure.members.every(isPositional) ? text : `${found.name} ${text}`;
  }

  /** The active variant of a Rust enum, with its payload. */
  async #caseOf(value: Located, { discriminant, cases }: Structure): Promise<Located | undefined> {
    const tag = discriminant && (await this.#tag(value, discriminant));
    const found =
      cases.find(
        (one) =>
          one.discriminant !== undefined &&
          tag !== undefined &&
          sameBits(one.discriminant, tag.bits, tag.size),
      ) ?? cases.find((one) => one.discriminant === undefined);
    return found && memberOf(value, found.member);
  }

  async #tag(value: Located, discriminant: Member) {
    const size = this.#sizeOf(discriminant.type);
    const bits = await this.#bits(memberOf(value, discriminant), { size });
    return bits === undefined ? undefined : { bits, size };
  }

  async #membersOf(value: Located, structure: Structure): Promise<readonly Located[]> {
    const found = await this.#caseOf(value, structure);
    if (found) return this.#membersOf(found, this.#types.structure(found.type) ?? NO_MEMBERS);
    return structure.members.map((member) => memberOf(value, member));
  }

  async #pointerText(
    address: number,
    { name }: TypeInfo,
    to: TypeId | undefined,
    depth: number,
  ): Promise<string> {
    const hex = `0x${address.toString(16)}`;
    const target = this.#types.of(to);
    if (address === 0 || !target) return hex;
    if (isReference(name))
      return depth === 0 ? hex : this.text({ name, type: to, where: { address } }, depth - 1);
    if (target.shape.tag !== 'base' || !target.shape.val.endsWith('-character')) return hex;
    return `${hex} ${quoted(await this.#untilZero(address, MOST_STRING))}`;
  }

  async #untilZero(address: number, most: number): Promise<Uint8Array> {
    const bytes = await this.#memory.read(address, Math.min(most, MOST_STRING));
    const end = bytes.indexOf(0);
    return end < 0 ? bytes : bytes.subarray(0, end);
  }
}

interface List {
  readonly where: Where;
  readonly count: number;
  readonly element: TypeId | undefined;
  /** Of an element, in bytes. */
  readonly size: number;
  readonly isText: boolean;
}

function elements({ where, count, element, size }: List, start: number, most: number): Located[] {
  const length = Math.max(0, Math.min(count - start, most));
  return Array.from({ length }, (_, at) => ({
    name: `[${start + at}]`,
    type: element,
    where: within(where, (start + at) * size),
  }));
}

function memberOf(value: Located, { name, type, offset, bits }: Member): Located {
  const plain = /^__(\d+)$/.exec(name)?.[1] ?? name;
  return { name: plain, type, where: within(value.where, offset), ...(bits && { bits }) };
}

const NO_MEMBERS: Structure = { members: [], parameters: [], cases: [], isUnion: false };
const isPositional = ({ name }: Member): boolean => /^__\d+$/.test(name);
const lastPart = (name: string): string => name.replace(/<.*/s, '').split('::').at(-1) ?? name;

/** A discriminant in DWARF may have more bits than its type. */
const sameBits = (a: bigint, b: bigint, size = 8): boolean =>
  BigInt.asUintN(8 * size, a) === BigInt.asUintN(8 * size, b);

const quoted = (bytes: Uint8Array): string => JSON.stringify(Buffer.from(bytes).toString());
