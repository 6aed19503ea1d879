/** Reads the types in a component (Binary.md, "Type Definitions"), as far as synchronous WASI needs them. */
import type { BinaryReader } from '../../../../../server/src/binary/binary-reader.ts';
import type { Primitive, WitType } from '../../../../../server/src/types/wit-type.ts';
import { Unlinkable } from '../unlinkable.ts';

export interface FunctionType {
  readonly params: readonly WitType[];
  readonly result: WitType | undefined;
}

/** An entry of an index space of types. Resources are distinguished by name. */
export type TypeEntry =
  | { readonly kind: 'value'; readonly type: WitType }
  | { readonly kind: 'resource'; readonly name: string }
  | { readonly kind: 'function'; readonly type: FunctionType }
  | { readonly kind: 'instance'; readonly exports: ReadonlyMap<string, TypeEntry> };

const PRIMITIVES: Readonly<Record<number, Primitive>> = {
  0x7f: 'bool', 0x7e: 's8', 0x7d: 'u8', 0x7c: 's16', 0x7b: 'u16', 0x7a: 's32', 0x79: 'u32', 0x78: 's64',
  0x77: 'u64', 0x76: 'f32', 0x75: 'f64', 0x74: 'char', 0x73: 'string',
}; // prettier-ignore

/** A space of types and those around it. */
export class TypeSpace {
  readonly entries: (TypeEntry | undefined)[] = [];
  readonly #outer: TypeSpace | undefined;
  /** The prefix of the names of its resources. */
  readonly #prefix: string;

  constructor(prefix = '', outer?: TypeSpace) {
    this.#prefix = prefix;
    this.#outer = outer;
  }

  add(entry: TypeEntry | undefined): void {
    this.entries.push(entry);
  }

  /** @throws Unlinkable for a type that linking does not know */
  at(index: number): TypeEntry {
    return this.entries[index] ?? Unlinkable.because('it has a type of an unknown kind');
  }

  outer(count: number): TypeSpace {
    if (count === 0) return this;
    return this.#outer?.outer(count - 1) ?? Unlinkable.because('it refers to a type around it');
  }

  /** One type definition. */
  define(words: BinaryReader): void {
    const form = words.byte();
    if (form === 0x40) this.add({ kind: 'function', type: this.#function(words) });
    else if (form === 0x42) this.add({ kind: 'instance', exports: this.#instance(words) });
    else this.add({ kind: 'value', type: this.#value(form, words) });
  }

  functionAt(index: number): FunctionType {
    const entry = this.at(index);
    return entry.kind === 'function' ? entry.type : Unlinkable.because('a function has another type');
  }

  resourceAt(index: number): string {
    const entry = this.at(index);
    return entry.kind === 'resource' ? entry.name : Unlinkable.because('a resource has another type');
  }

  /** The definition behind an imported or exported type: an equal type, or a resource. */
  bound(name: string, words: BinaryReader): TypeEntry {
    if (words.byte() === 0) return this.at(words.number());
    return { kind: 'resource', name: `${this.#prefix}${name}` };
  }

  #function(words: BinaryReader): FunctionType {
    const params = words.list(() => {
      words.name();
      return this.#type(words);
    });
    const hasResult = words.byte() === 0;
    if (!hasResult) words.byte();
    return { params, result: hasResult ? this.#type(words) : undefined };
  }

  #instance(words: BinaryReader): ReadonlyMap<string, TypeEntry> {
    const inner = new TypeSpace(`${this.entries.length}#`, this);
    const exports = new Map<string, TypeEntry>();
    words.list(() => {
      const kind = words.byte();
      if (kind === 1) inner.define(words);
      else if (kind === 2) inner.#aliasOuter(words);
      else if (kind === 4) inner.#export(words, exports);
      else Unlinkable.because('an interface has core types');
    });
    return exports;
  }

  #aliasOuter(words: BinaryReader): void {
    const isOuterType = words.byte() === 3 && words.byte() === 2;
    if (!isOuterType) Unlinkable.because('an interface has an alias of something else than a type');
    this.add(this.outer(words.number()).at(words.number()));
  }

  #export(words: BinaryReader, exports: Map<string, TypeEntry>): void {
    const name = externName(words);
    const sort = words.byte();
    if (sort === 1) exports.set(name, { kind: 'function', type: this.functionAt(words.number()) });
    else if (sort === 3) {
      const entry = this.bound(name, words);
      this.add(entry);
      exports.set(name, entry);
    } else Unlinkable.because('an interface exports something else than types and functions');
  }

  /** A primitive type or an index: both are numbers, and those of primitive types are negative. */
  #type(words: BinaryReader): WitType {
    const first = words.byte();
    if (first >= 0x40 && first < 0x80) return this.#value(first, words);
    let index = first & 0x7f;
    for (let byte = first, shift = 7; byte >= 0x80; shift += 7) {
      byte = words.byte();
      index += (byte & 0x7f) * 2 ** shift;
    }
    const entry = this.at(index);
    return entry.kind === 'value' ? entry.type : Unlinkable.because('a value has another kind of type');
  }

  #optional(words: BinaryReader): WitType | undefined {
    return words.byte() === 0 ? undefined : this.#type(words);
  }

  #value(form: number, words: BinaryReader): WitType {
    const primitive = PRIMITIVES[form];
    if (primitive) return { kind: primitive };
    const named = () => ({ name: words.name(), type: this.#type(words) });
    switch (form) {
      case 0x72:
        return { kind: 'record', fields: words.list(named) };
      case 0x71:
        return { kind: 'variant', cases: words.list(() => this.#case(words)) };
      case 0x70:
        return { kind: 'list', element: this.#type(words) };
      case 0x6f:
        return { kind: 'tuple', items: words.list(() => this.#type(words)) };
      case 0x6e:
        return { kind: 'flags', flags: words.list(() => words.name()) };
      case 0x6d:
        return { kind: 'enum', cases: words.list(() => words.name()) };
      case 0x6b:
        return { kind: 'option', some: this.#type(words) };
      case 0x6a:
        return { kind: 'result', ok: this.#optional(words), err: this.#optional(words) };
      case 0x69:
        return { kind: 'own', resource: this.resourceAt(words.number()) };
      case 0x68:
        return { kind: 'borrow', resource: this.resourceAt(words.number()) };
      default:
        return Unlinkable.because('it has a type of an unknown kind');
    }
  }

  #case(words: BinaryReader) {
    const one = { name: words.name(), type: this.#optional(words) };
    words.byte();
    return one;
  }
}

/** A name with how it is written before it. */
export function externName(words: BinaryReader): string {
  if (words.byte() > 1) Unlinkable.because('a name has something else beside it');
  return words.name();
}
