import { interfaceName, snakeCase } from '../names.ts';
import { smallestValue, type ValueSyntax } from '../smallest-value.ts';
import type { NamedType, OutlineInterface, OutlineType } from '../world-outline.ts';
import { lastName } from '../../../../server/src/base/ids.ts';
import { pascalCase } from '../../inspect/script-names.ts';

/** The module with `Ok` and `Err`. */
const TYPES = 'componentize_py_types';

/** componentize-py's names of a world. They are qualified: parameters may be named as modules are. */
export class PythonNames {
  /** Ids of the interfaces that the world exports. */
  readonly #exported: readonly string[];

  constructor(exported: readonly OutlineInterface[]) {
    this.#exported = exported.map(({ id }) => id);
  }

  /** `wit_world.exports.Shelf`, the class that an implementation of an exported interface derives from. */
  base(id: string): string {
    return `wit_world.exports.${this.className(id)}`;
  }

  className(id: string): string {
    return pascalCase(this.#module(id).replaceAll('_', '-'));
  }

  /** `wit_world.exports.shelf.Book`; of a type of the world itself, `wit_world.Book`. */
  type({ name, owner }: NamedType): string {
    if (owner.isWorld) return `wit_world.${pascalCase(name)}`;
    const from = this.#exported.includes(owner.id) ? 'exports' : 'imports';
    return `wit_world.${from}.${this.#module(owner.id)}.${pascalCase(name)}`;
  }

  /** `shelf` of `demo:shelf/shelf@0.1.0`; `demo_shelf_shelf` where another exported interface has that name, too. */
  #module(id: string): string {
    const name = lastName(id);
    const isShared = this.#exported.some((other) => other !== id && lastName(other) === name);
    return isShared && this.#exported.includes(id) ? interfaceName(id) : snakeCase(name);
  }
}

/** The modules that a text names, as lines. */
export function importsIn(text: string): readonly string[] {
  const modules =
    text.match(/\bwit_world(\.(exports|imports)\b(\.[a-z]\w*)?)?|\bcomponentize_py_types\b/g) ?? [];
  return [...new Set(modules)].sort().map((module) => `import ${module}`);
}

/** The smallest value of a type, as an expression; undefined if it needs a resource or a stream. */
export const valueText = (type: OutlineType, names: PythonNames): string | undefined =>
  smallestValue(type, valueSyntax(names));

/** The type that a function returns: of a result, that of its value, because an error is raised. */
export function returnText(type: OutlineType | undefined, names: PythonNames): string | undefined {
  const returned = resultOf(type);
  return returned === undefined ? 'None' : valueText(returned, names);
}

/** Aliases are followed, as by componentize-py. */
function resultOf(type: OutlineType | undefined): OutlineType | undefined {
  if (type?.kind === 'result') return type.ok;
  if (type?.kind !== 'named') return type;
  const body = type.body();
  return body.kind === 'alias' ? resultOf(body.type) : type;
}

const valueSyntax = (names: PythonNames): ValueSyntax => ({
  primitive: (name) => (name in PRIMITIVES ? PRIMITIVES[name] : '0'),
  emptyList: (element) => (element.kind === 'primitive' && element.name === 'u8' ? 'b""' : '[]'),
  // componentize-py has no lists of a fixed length.
  list: () => undefined,
  none: () => 'None',
  ok: (value = 'None') => `${TYPES}.Ok(${value})`,
  tuple: (values) => `(${values.join(', ')}${values.length === 1 ? ',' : ''})`,
  record: (type, fields) =>
    `${names.type(type)}(${fields.map(({ name, value }) => `${identifier(name)}=${value}`).join(', ')})`,
  variant: (type, name, payload = '') => `${names.type(type)}_${pascalCase(name)}(${payload})`,
  enum: (type, name) => `${names.type(type)}.${snakeCase(name).toUpperCase()}`,
  noFlags: (type) => `${names.type(type)}(0)`,
});

const PRIMITIVES: Readonly<Record<string, string | undefined>> = {
  bool: 'False',
  string: '""',
  char: '"\\0"',
  f32: '0.0',
  f64: '0.0',
  'error-context': undefined,
};

const KEYWORDS = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield self'.split(
    ' ',
  ),
);

/** The name of a function, a parameter or a field. */
export function identifier(name: string): string {
  const snake = snakeCase(name);
  return KEYWORDS.has(snake) ? `${snake}_` : snake;
}
