import { pascalCase, snakeCase } from '../names.ts';
import { around, firstOf } from '../typescript/types.ts';
import type { NamedType, OutlineBody, OutlineType } from '../world-outline.ts';

/** How wit-bindgen names what a crate of one world sees. */
export class RustNames {
  /** Ids of the interfaces that the world exports: their types lie in the module `exports`. */
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
    const parts = id
      .replace(/@.*/, '')
      .split(/[:/]/)
      .map((part) => identifier(snakeCase(part)));
    return [...(exported ? ['exports'] : []), ...parts].join('::');
  }
}

/** Where a type stands: how it is named depends on it. */
export interface Place {
  readonly names: RustNames;
  readonly inExport: boolean;
  /** Ids of interfaces whose resources the crate itself makes. */
  readonly own: string | undefined;
}

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

/** The smallest value of a type, as an expression; undefined where there is none without a resource or a stream. */
export function valueText(type: OutlineType | undefined, place: Place): string | undefined {
  const value = (one: OutlineType | undefined) => valueText(one, place);
  switch (type?.kind) {
    case undefined:
      return '()';
    case 'primitive':
      return primitiveValue(type.name);
    case 'named':
      return bodyValue(type.body(), place.names.type(type, place.inExport), place);
    case 'list':
      if (type.length === undefined) return value(type.element) && 'Vec::new()';
      return type.length > 64n
        ? undefined
        : around('[', Array(Number(type.length)).fill(value(type.element)), ']');
    case 'option':
      return 'None';
    case 'result':
      return around('Ok(', [value(type.ok)], ')');
    case 'tuple':
      return around('(', type.elements.map(value), ',)');
    case 'other':
      return undefined;
  }
}

function primitiveValue(name: string): string | undefined {
  if (name === 'bool') return 'false';
  if (name === 'string') return 'String::new()';
  if (name === 'char') return "'a'";
  if (name === 'f32' || name === 'f64') return '0.0';
  return name === 'error-context' ? undefined : '0';
}

function bodyValue(body: OutlineBody, name: string, place: Place): string | undefined {
  const value = (one: OutlineType | undefined) => valueText(one, place);
  switch (body.kind) {
    case 'alias':
      return value(body.type);
    case 'record':
      return around(
        `${name} { `,
        body.fields.map((field) => around(`${identifier(snakeCase(field.name))}: `, [value(field.type)], '')),
        ' }',
      );
    case 'variant':
      return firstOf(
        body.cases.map((one) =>
          one.type
            ? around(`${name}::${pascalCase(one.name)}(`, [value(one.type)], ')')
            : `${name}::${pascalCase(one.name)}`,
        ),
      );
    case 'enum':
      return `${name}::${pascalCase(body.cases[0] ?? '')}`;
    case 'flags':
      return `${name}::empty()`;
    case 'resource':
      return undefined;
  }
}

const KEYWORDS = new Set(
  'abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen if impl in let loop macro match mod move mut override priv pub ref return self static struct super trait true try type typeof unsafe unsized use virtual where while yield'.split(
    ' ',
  ),
);

/** wit-bindgen adds a `_` to keywords. */
export const identifier = (name: string): string => (KEYWORDS.has(name) ? `${name}_` : name);
