import { interfaceName } from '../names.ts';
import { hasResource } from '../resources.ts';
import { smallestValue, type ValueSyntax } from '../smallest-value.ts';
import type { NamedType, OutlineType } from '../world-outline.ts';
import { pascalCase } from '../../inspect/script-names.ts';

/** The package with `Option`, `Result` and tuples, under the name that the bindings give it. */
const TYPES = 'witTypes "go.bytecodealliance.org/pkg/wit/types"';

/** wit-bindgen's names in a Go module, and the packages that have them. */
export class GoNames {
  /** The path of the module. */
  readonly #module: string;
  /** The package that uses the names. */
  readonly #own: string;
  /** Ids of the interfaces that the world exports. */
  readonly #exported: ReadonlySet<string>;
  readonly #imports = new Set<string>();

  constructor(module: string, own: string, exported: ReadonlySet<string>) {
    this.#module = module;
    this.#own = own;
    this.#exported = exported;
  }

  /** Those that a text names, as lines of an import declaration: go refuses one more. */
  importsIn(text: string): readonly string[] {
    const isNamed = (line: string): boolean => {
      const [, name = ''] = /^(\w+) |([^/]*)"$/.exec(line)?.filter(Boolean) ?? [];
      return new RegExp(`\\b${name}\\.`).test(text);
    };
    return [...this.#imports].filter(isNamed).sort();
  }

  /** `witTypes.Option`, of the package of the Component Model's types. */
  model(name: string): string {
    this.#imports.add(TYPES);
    return `witTypes.${name}`;
  }

  /**
   * `acme_routing_log.Entry`; of a type of the world itself, `wit_world.Entry`; with an exported resource in it,
   * `export_acme_routing_log.Entry`, or `Entry` in that package.
   */
  named(type: NamedType, prefix = ''): string {
    const { name, owner } = type;
    const own = owner.isWorld ? 'wit_world' : interfaceName(owner.id);
    const from = this.#hasExported(type) ? `export_${own}` : own;
    if (from === this.#own) return `${prefix}${pascalCase(name)}`;
    this.#imports.add(`"${this.#module}/${from}"`);
    return `${from}.${prefix}${pascalCase(name)}`;
  }

  /** Whether the component implements a resource. */
  isExported({ owner }: NamedType): boolean {
    return this.#exported.has(owner.id);
  }

  /** Whether a type of an exported interface has a resource of one in it. */
  #hasExported(type: NamedType): boolean {
    return this.isExported(type) && hasResource(type, (resource) => this.isExported(resource));
  }
}

/** Whether a type, also behind an alias, is an exported resource. */
function isResource(type: OutlineType): boolean {
  const body = type.kind === 'named' ? type.body() : undefined;
  return body?.kind === 'alias' ? isResource(body.type) : body?.kind === 'resource';
}

/** A type in Go, as its bindings name it; undefined is that of a function without a result. */
export function typeText(type: OutlineType | undefined, names: GoNames): string {
  const text = (one: OutlineType | undefined) => typeText(one, names);
  switch (type?.kind) {
    case undefined:
      return names.model('Unit');
    case 'primitive':
      return PRIMITIVES[type.name] ?? type.name;
    case 'named':
      return isResource(type) ? `*${names.named(type)}` : names.named(type);
    case 'list':
      return `[]${text(type.element)}`;
    case 'option':
      return `${names.model('Option')}[${text(type.element)}]`;
    case 'result':
      return `${names.model('Result')}[${text(type.ok)}, ${text(type.err)}]`;
    case 'tuple':
      return `${names.model(`Tuple${type.elements.length}`)}[${type.elements.map(text).join(', ')}]`;
    case 'other':
      return 'any';
  }
}

const PRIMITIVES: Readonly<Record<string, string>> = {
  u8: 'uint8',
  u16: 'uint16',
  u32: 'uint32',
  u64: 'uint64',
  s8: 'int8',
  s16: 'int16',
  s32: 'int32',
  s64: 'int64',
  f32: 'float32',
  f64: 'float64',
  char: 'rune',
};

/** The smallest value of a type, as an expression; undefined if it needs a stream or an imported resource. */
export const valueText = (type: OutlineType, names: GoNames): string | undefined =>
  smallestValue(type, valueSyntax(names));

function valueSyntax(names: GoNames): ValueSyntax {
  const text = (type: OutlineType | undefined) => typeText(type, names);
  return {
    primitive: primitiveValue,
    emptyList: (element) => `[]${text(element)}{}`,
    list: () => undefined,
    none: (some) => `${names.model('None')}[${text(some)}]()`,
    ok: (value, { ok, err }) =>
      `${names.model('Ok')}[${text(ok)}, ${text(err)}](${value ?? `${names.model('Unit')}{}`})`,
    tuple: (values, type) =>
      `${text(type)}{${values.map((value, index) => `F${index}: ${value}`).join(', ')}}`,
    record: (type, fields) =>
      `${names.named(type)}{${fields.map(({ name, value }) => `${pascalCase(name)}: ${value}`).join(', ')}}`,
    variant: (type, name, payload = '') => `${names.named(type, 'Make')}${pascalCase(name)}(${payload})`,
    enum: (type, name) => `${names.named(type)}_${pascalCase(name)}`,
    // Flags are a number.
    noFlags: () => '0',
    resource: (type) => (names.isExported(type) ? `&${names.named(type)}{}` : undefined),
  };
}

function primitiveValue(name: string): string | undefined {
  if (name === 'bool') return 'false';
  if (name === 'string') return '""';
  return name === 'error-context' ? undefined : '0';
}

const RESERVED = new Set(
  (
    'break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var ' +
    'any append bool byte cap clear close comparable complex copy delete error false float32 float64 imag int int8 int16 int32 int64 iota len make max min new nil panic print println real recover rune string true uint uint8 uint16 uint32 uint64'
  ).split(' '),
);

/** The name of a parameter: `userId` of `user-id`. */
export function parameterName(name: string): string {
  const upper = pascalCase(name);
  const lower = upper.charAt(0).toLowerCase() + upper.slice(1);
  return RESERVED.has(lower) ? `${lower}_` : lower;
}
