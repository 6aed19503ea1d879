import { snakeCase } from '../names.ts';
import { smallestValue, type ValueSyntax } from '../smallest-value.ts';
import type { NamedType, OutlineType } from '../world-outline.ts';
import { unversioned } from '../../../../server/src/base/ids.ts';
import { pascalCase } from '../../inspect/script-names.ts';

/** wit-bindgen's names in a crate of one world. */
export class RustNames {
  /** Ids of the interfaces that the world exports: their types are in the module `exports`. */
  readonly #exported: ReadonlySet<string>;

  constructor(exported: readonly string[]) {
    this.#exported = new Set(exported);
  }

  /** @param inExport whether it is named in an exported interface, which sees the types of others that are exported */
  type({ name, owner }: NamedType, inExport: boolean): string {
    if (owner.isWorld) return pascalCase(name);
    return `${this.module(owner.id, inExport && this.#exported.has(owner.id))}::${pascalCase(name)}`;
  }

  /** `exports::edge::service::auth` of `edge:service/auth@0.1.0`. */
  module(id: string, exported: boolean): string {
    const parts = unversioned(id)
      .split(/[:/]/)
      .map((part) => identifier(snakeCase(part)));
    return [...(exported ? ['exports'] : []), ...parts].join('::');
  }
}

/** The position of a type, which decides its Rust name. */
export interface Place {
  readonly names: RustNames;
  readonly inExport: boolean;
  /** Ids of interfaces whose resources the crate itself makes. */
  readonly own: string | undefined;
}

/** A type in Rust at a place, as wit-bindgen has it; undefined is that of a function without a result. */
export function typeText(type: OutlineType | undefined, place: Place): string {
  const text = (one: OutlineType | undefined) => typeText(one, place);
  switch (type?.kind) {
    case undefined:
      return '()';
    case 'primitive':
      return PRIMITIVES[type.name] ?? type.name;
    case 'named':
      return namedText(type, place);
    case 'list':
      return type.length === undefined
        ? `Vec<${text(type.element)}>`
        : `[${text(type.element)}; ${type.length}]`;
    case 'option':
      return `Option<${text(type.element)}>`;
    case 'result':
      return `Result<${text(type.ok)}, ${text(type.err)}>`;
    case 'tuple':
      return `(${type.elements.map((one) => `${text(one)},`).join(' ')})`;
    case 'other':
      return '_';
  }
}

const PRIMITIVES: Readonly<Record<string, string>> = {
  string: 'String',
  s8: 'i8',
  s16: 'i16',
  s32: 'i32',
  s64: 'i64',
};

/** A resource of the exported interface itself is lent as `CartBorrow`, one of others as a reference. */
function namedText(type: NamedType, { names, inExport, own }: Place): string {
  const name = names.type(type, inExport);
  if (!type.borrowed) return name;
  return type.owner.id === own ? `${name}Borrow<'_>` : `&${name}`;
}

/** The smallest value of a type, as an expression; undefined if it needs a resource or a stream. */
export const valueText = (type: OutlineType | undefined, place: Place): string | undefined =>
  type === undefined ? '()' : smallestValue(type, valueSyntax(place));

/** How values are written where types have the names of a place. */
export function valueSyntax({ names, inExport }: Place): ValueSyntax {
  const named = (type: NamedType) => names.type(type, inExport);
  return {
    primitive: primitiveValue,
    emptyList: () => 'Vec::new()',
    list: (elements) => `[${elements.join(', ')}]`,
    none: () => 'None',
    ok: (value = '()') => `Ok(${value})`,
    tuple: (elements) => `(${elements.map((one) => `${one},`).join(' ')})`,
    record: (type, fields) =>
      `${named(type)} { ${fields.map(({ name, value }) => `${identifier(snakeCase(name))}: ${value}`).join(', ')} }`,
    variant: (type, name, payload) =>
      `${named(type)}::${pascalCase(name)}${payload === undefined ? '' : `(${payload})`}`,
    enum: (type, name) => `${named(type)}::${pascalCase(name)}`,
    noFlags: (type) => `${named(type)}::empty()`,
  };
}

function primitiveValue(name: string): string | undefined {
  if (name === 'bool') return 'false';
  if (name === 'string') return 'String::new()';
  if (name === 'char') return "'a'";
  if (name === 'f32' || name === 'f64') return '0.0';
  return name === 'error-context' ? undefined : '0';
}

const KEYWORDS = new Set(
  'abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen if impl in let loop macro match mod move mut override priv pub ref return self static struct super trait true try type typeof unsafe unsized use virtual where while yield'.split(
    ' ',
  ),
);

/** wit-bindgen adds a `_` to keywords. */
export const identifier = (name: string): string => (KEYWORDS.has(name) ? `${name}_` : name);
