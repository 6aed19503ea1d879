import type { ValueSyntax } from '../smallest-value.ts';
import type { NamedType, OutlineType } from '../world-outline.ts';
import { camelCase, pascalCase } from '../../inspect/script-names.ts';

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
  if (isBytes(element)) return 'Uint8Array';
  return /[|{]/.test(text) ? `(${text})[]` : `${text}[]`;
};

function primitive(name: string): string {
  if (name === 'bool') return 'boolean';
  if (name === 'string' || name === 'char') return 'string';
  if (name === 'u64' || name === 's64') return 'bigint';
  return name === 'error-context' ? 'any' : 'number';
}

/** The return type of a function: an `err` is thrown, so only the `ok` of a result remains. */
export function resultText(type: OutlineType | undefined, imports: TypeImports): string {
  const returned = type?.kind === 'result' ? type.ok : type;
  return returned ? typeText(returned, imports) : 'void';
}

/** How values are written, by the bindings of componentize-qjs. */
export const VALUES: ValueSyntax = {
  primitive: primitiveValue,
  emptyList: (element) => (isBytes(element) ? 'new Uint8Array()' : '[]'),
  list: (elements) => `[${elements.join(', ')}]`,
  none: (some) => (some.kind === 'option' ? undefined : 'undefined'),
  ok: (value = 'undefined') => `{ tag: 'ok', val: ${value} }`,
  tuple: (elements) => `[${elements.join(', ')}]`,
  record: (_type, fields) =>
    `{ ${fields.map(({ name, value }) => `${camelCase(name)}: ${value}`).join(', ')} }`,
  variant: (_type, name, payload) =>
    payload === undefined ? `{ tag: '${name}' }` : `{ tag: '${name}', val: ${payload} }`,
  enum: (_type, name) => `'${name}'`,
  noFlags: (_type, flags) => `{ ${flags.map((name) => `${camelCase(name)}: false`).join(', ')} }`,
};

const isBytes = (element: OutlineType): boolean => element.kind === 'primitive' && element.name === 'u8';

function primitiveValue(name: string): string | undefined {
  if (name === 'bool') return 'false';
  if (name === 'string') return "''";
  if (name === 'char') return "'a'";
  if (name === 'u64' || name === 's64') return '0n';
  return name === 'error-context' ? undefined : '0';
}
