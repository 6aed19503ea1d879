import { sectionsOf } from './sections.ts';
import { BinaryReader } from './binary-reader.ts';

/** A component that consists of instances of whole components, which are wired to each other. */
export interface Composition {
  readonly parts: readonly Part[];
  readonly exports: readonly Wire[];
}

/** An instance of a composition. */
export interface Part {
  /** As the tool that composed it names the instance. */
  readonly name: string | undefined;
  readonly component: Uint8Array;
  /** In the order of the binary; types are left out. */
  readonly imports: readonly Wire[];
}

/** @param at its index among the parts */
export const nameOf = ({ name }: Part, at: number): string => name ?? `part ${at + 1}`;

/** A name, and its provider. */
export interface Wire {
  readonly name: string;
  readonly source: Source;
}

export type Source =
  /** The import of the composition with this name. */
  | { readonly kind: 'import'; readonly name: string }
  /** The exports of the part with this index. */
  | { readonly kind: 'export'; readonly part: number; readonly name: string }
  /** A function of an interface. */
  | { readonly kind: 'function'; readonly of: Source; readonly name: string }
  /** An instance put together of others' exports. */
  | { readonly kind: 'bundle'; readonly items: readonly Wire[] };

const Section = { custom: 0, component: 4, instance: 5, alias: 6, type: 7, import: 10, export: 11 } as const;
const Sort = { core: 0, func: 1, value: 2, type: 3, component: 4, instance: 5 } as const;

/**
 * An entry of an index space: `undefined` for items that do not exist at run time, or are not part of a composition.
 */
type Entry = Source | { readonly kind: 'instance'; readonly part: number } | undefined;

/**
 * Reads how a composition is put together. Only what composers write is known: components as they are, and
 * instances of them.
 * @returns undefined for a component with code of its own
 * @throws RangeError when the binary is damaged, or has something that no composer writes
 */
export function readComposition(bytes: Uint8Array): Composition | undefined {
  const known: readonly number[] = Object.values(Section);
  if ([...sectionsOf(bytes)].some(({ id }) => !known.includes(id))) return undefined;
  const reader = new Reader();
  for (const { id, contents } of sectionsOf(bytes)) reader.section(id, contents);
  return reader.composition();
}

interface Draft {
  name: string | undefined;
  readonly component: Uint8Array;
  readonly imports: readonly Wire[];
}

class Reader {
  readonly #spaces: readonly Entry[][] = Object.values(Sort).map(() => []);
  readonly #components: (Uint8Array | undefined)[] = [];
  readonly #parts: Draft[] = [];
  readonly #exports: Wire[] = [];

  section(id: number, contents: Uint8Array): void {
    if (id === Section.component) return this.#component(contents);
    const words = new BinaryReader(contents);
    if (id === Section.custom) this.#names(words);
    else if (id === Section.instance) words.list(() => this.#instance(words));
    else if (id === Section.alias) words.list(() => this.#alias(words));
    else if (id === Section.import) words.list(() => this.#import(words));
    else if (id === Section.export) words.list(() => this.#export(words));
    // Its types are passed over whole: their number is all that counts.
    else if (id === Section.type) for (let left = words.number(); left > 0; left--) this.#add(Sort.type);
  }

  composition(): Composition | undefined {
    return this.#parts.length > 0 ? { parts: this.#parts, exports: this.#exports } : undefined;
  }

  #add(sort: number, entry?: Entry): void {
    if (sort === Sort.component) this.#components.push(undefined);
    this.#spaces[sort]?.push(entry);
  }

  #component(contents: Uint8Array): void {
    this.#components.push(contents);
  }

  #instance(words: BinaryReader): void {
    if (words.byte() === 1) {
      const items = words.list(() => this.#wire(externName(words), words));
      return this.#add(Sort.instance, { kind: 'bundle', items: items.flatMap(known) });
    }
    const component = this.#components[words.number()];
    const imports = words.list(() => this.#wire(words.name(), words));
    if (!component) throw new RangeError('a component is instantiated that is not inside');
    this.#parts.push({ name: undefined, component, imports: imports.flatMap(known) });
    this.#add(Sort.instance, { kind: 'instance', part: this.#parts.length - 1 });
  }

  #wire(name: string, words: BinaryReader): Wire | undefined {
    const sort = words.byte();
    if (sort === Sort.core) throw new RangeError('a composition has no core items');
    const entry = this.#spaces[sort]?.[words.number()];
    if (entry?.kind === 'instance') throw new RangeError('an instance is passed on whole');
    return entry && { name, source: entry };
  }

  #alias(words: BinaryReader): void {
    const sort = words.byte();
    if (sort === Sort.core) words.byte();
    const kind = words.byte();
    const index = words.number();
    if (kind === 2) {
      words.number();
      return this.#add(sort);
    }
    const name = words.name();
    this.#add(sort, sort === Sort.type ? undefined : memberOf(this.#spaces[Sort.instance]?.[index], name));
  }

  #import(words: BinaryReader): void {
    const name = externName(words);
    const sort = skipDescription(words);
    this.#add(sort, sort === Sort.type ? undefined : { kind: 'import', name });
  }

  /** An export has an index of its own, too. */
  #export(words: BinaryReader): void {
    const name = externName(words);
    const sort = words.byte();
    if (sort === Sort.core) throw new RangeError('a composition has no core items');
    const entry = this.#spaces[sort]?.[words.number()];
    if (words.byte() === 1) skipDescription(words);
    if (entry && entry.kind !== 'instance') this.#exports.push({ name, source: entry });
    this.#add(sort, entry);
  }

  /** `component-name`: the names of instances among others. */
  #names(words: BinaryReader): void {
    if (words.name() !== 'component-name') return;
    while (!words.isAtEnd) {
      const kind = words.byte();
      const inner = words.inner();
      if (kind !== 1 || inner.byte() !== Sort.instance) continue;
      inner.list(() => {
        const entry = this.#spaces[Sort.instance]?.[inner.number()];
        const name = inner.name();
        const part = entry?.kind === 'instance' ? this.#parts[entry.part] : undefined;
        if (part) part.name = name;
      });
    }
  }
}

const known = (wire: Wire | undefined): Wire[] => (wire ? [wire] : []);

function memberOf(owner: Entry, name: string): Entry {
  if (owner?.kind === 'instance') return { kind: 'export', part: owner.part, name };
  if (owner?.kind === 'bundle') return owner.items.find((item) => item.name === name)?.source;
  return owner && { kind: 'function', of: owner, name };
}

/** A name with how it is written before it. */
function externName(words: BinaryReader): string {
  if (words.byte() > 1) throw new RangeError('a name has something else beside it');
  return words.name();
}

/** Skips the type of an import or export. @returns its sort */
export function skipDescription(words: BinaryReader): number {
  const sort = words.byte();
  if (sort === Sort.core) words.byte();
  if (sort !== Sort.type || words.byte() === 0) words.number();
  return sort;
}
