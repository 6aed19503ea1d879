import { camelCase } from '../../inspect/script-names.ts';
import { pascalCase } from '../names.ts';
import type { NamedType, OutlineBody, OutlineType } from '../world-outline.ts';

/** The types that a module names, and which module of the generated declarations each comes from. */
export class TypeImports {
  readonly #byName = new Map<string, string>();
  readonly #own = new Set<string>();

  /** A type that the module defines itself: a class for a resource. */
  define(name: string, owner: string): void {
    this.#byName.set(pascalCase(name), owner);
    this.#own.add(pascalCase(name));
  }

  /** The name of a type in the module; another one with this name is written with its module. */
  name({ name, owner }: NamedType): string {
    const short = pascalCase(name);
    const known = this.#byName.get(short);
    if (known !== undefined && known !== owner.id) return `import('${owner.id}').${short}`;
    this.#byName.set(short, owner.id);
    return short;
  }

  get lines(): string[] {
    const modules = new Map<string, string[]>();
    for (const [name, id] of this.#byName)
      if (!this.#own.has(name)) modules.set(id, [...(modules.get(id) ?? []), name]);
    return [...modules].map(([id, names]) => `import type { ${names.join(', ')} } from '${id}';`);
  }
}

/** A type as the generated declarations write it. */
export function typeText(type: OutlineType, imports: TypeImports): string {
  const text = (one: OutlineType) => typeText(one, imports);
  switch (type.kind) {
    case 'primitive':
      return primitive(type.name);
    case 'named':
      return imports.name(type);
    case 'list':
      return listText(type.element, text(type.element));
    case 'option':
      return `${text(type.element)} | null | undefined`;
    case 'tuple':
      return `[${type.elements.map(text).join(', ')}]`;
    case 'result':
      return `${caseText('ok', type.ok && text(type.ok))} | ${caseText('err', type.err && text(type.err))}`;
    case 'other':
      return 'any';
  }
}

const caseText = (tag: string, val = 'void'): string => `{ tag: '${tag}'; val: ${val} }`;

const listText = (element: OutlineType, text: string): string => {
  if (element.kind === 'primitive' && element.name === 'u8') return 'Uint8Array';
  return /[|{]/.test(text) ? `(${text})[]` : `${text}[]`;
};

function primitive(name: string): string {
  if (name === 'bool') return 'boolean';
  if (name === 'string' || name === 'char') return 'string';
  if (name === 'u64' || name === 's64') return 'bigint';
  return name === 'error-context' ? 'any' : 'number';
}

/** What a function gives: an `err` is thrown, so that only the `ok` of a result is left. */
export function resultText(type: OutlineType | undefined, imports: TypeImports): string {
  const given = type?.kind === 'result' ? type.ok : type;
  return given ? typeText(given, imports) : 'void';
}

/** The smallest value of a type, as an expression; undefined where there is none without a resource or a stream. */
export function valueText(type: OutlineType | undefined): string | undefined {
  switch (type?.kind) {
    case 'primitive':
      return primitiveValue(type.name);
    case 'named':
      return bodyValue(type.body());
    case 'list':
      return listValue(type);
    case 'option':
      return type.element.kind === 'option' ? undefined : 'undefined';
    case 'tuple':
      return around('[', type.elements.map(valueText), ']');
    case 'result':
      if (type.ok === undefined) return "{ tag: 'ok', val: undefined }";
      return around("{ tag: 'ok', val: ", [valueText(type.ok)], ' }');
    default:
      return undefined;
  }
}

function primitiveValue(name: string): string | undefined {
  if (name === 'bool') return 'false';
  if (name === 'string') return "''";
  if (name === 'char') return "'a'";
  if (name === 'u64' || name === 's64') return '0n';
  return name === 'error-context' ? undefined : '0';
}

function listValue({ element, length }: Extract<OutlineType, { kind: 'list' }>): string | undefined {
  if (length === undefined) return valueText(element) && primitiveList(element);
  return length > 64n ? undefined : around('[', Array(Number(length)).fill(valueText(element)), ']');
}

const primitiveList = (element: OutlineType): string =>
  element.kind === 'primitive' && element.name === 'u8' ? 'new Uint8Array()' : '[]';

function bodyValue(body: OutlineBody): string | undefined {
  switch (body.kind) {
    case 'alias':
      return valueText(body.type);
    case 'record':
      return around(
        '{ ',
        body.fields.map(({ name, type }) => around(`${camelCase(name)}: `, [valueText(type)], '')),
        ' }',
      );
    case 'variant':
      return firstOf(body.cases.map(({ name, type }) => caseValue(name, type)));
    case 'enum':
      return `'${body.cases[0] ?? ''}'`;
    case 'flags':
      return `{ ${body.flags.map((name) => `${camelCase(name)}: false`).join(', ')} }`;
    case 'resource':
      return undefined;
  }
}

const caseValue = (name: string, type: OutlineType | undefined): string | undefined =>
  type ? around(`{ tag: '${name}', val: `, [valueText(type)], ' }') : `{ tag: '${name}' }`;

export const firstOf = (values: readonly (string | undefined)[]): string | undefined =>
  values.find((value) => value !== undefined);

/** Values between two texts; undefined when one of them is. */
export function around(
  open: string,
  values: readonly (string | undefined)[],
  close: string,
): string | undefined {
  return values.every((value) => value !== undefined) ? `${open}${values.join(', ')}${close}` : undefined;
}
