import { interfaceName, snakeCase } from '../names.ts';
import { hasResource } from '../resources.ts';
import { smallestValue, smallestValues, type ValueSyntax } from '../smallest-value.ts';
import type { NamedType, OutlineType, WorldOutline } from '../world-outline.ts';
import { lastName, unversioned } from '../../../../server/src/base/ids.ts';
import { pascalCase } from '../../inspect/script-names.ts';

/** The module with `Ok` and `Err`. */
const TYPES = 'componentize_py_types';

/** componentize-py's names of a world. They are qualified: parameters may be named as modules are. */
export class PythonNames {
  readonly #world: WorldOutline;
  /** Ids of the interfaces that the world exports. */
  readonly #exported: readonly string[];
  /** The interface whose module uses the names; none in that of the world. */
  readonly #own: string | undefined;

  constructor(world: WorldOutline, own?: string) {
    this.#world = world;
    this.#exported = world.interfaces.map(({ id }) => id);
    this.#own = own;
  }

  /** `wit_world.exports.Shelf`, the class that an implementation of an exported interface derives from. */
  base(id: string): string {
    return `wit_world.exports.${this.className(id)}`;
  }

  className(id: string): string {
    return pascalCase(this.module(id).replaceAll('_', '-'));
  }

  /** The module of an exported interface: its generated types, and in one of the same name, its resources. */
  module(id: string): string {
    return moduleAmong(this.#exported, id);
  }

  /** `wit_world.exports.shelf.Book`; of a type of the world itself, `wit_world.Book`. */
  type(type: NamedType): string {
    const { name, owner } = type;
    if (owner.isWorld) return `wit_world.${pascalCase(name)}`;
    const [from, ids] = this.#isExported(type)
      ? ['exports', this.#exported]
      : ['imports', this.#world.imports];
    return `wit_world.${from}.${moduleAmong(ids, owner.id)}.${pascalCase(name)}`;
  }

  /** A new object of an exported resource: `shelf.Book("")`. */
  resource({ name, owner }: NamedType): string | undefined {
    const [found] = this.#world.interfaces.flatMap(({ id, resources }) =>
      id === owner.id ? resources.filter((one) => one.name === name) : [],
    );
    if (!found) return undefined;
    const made = found.functions.find(({ kind }) => kind === 'constructor');
    const args = smallestValues(
      made?.params.map(({ type }) => type) ?? [],
      valueSyntax(this, () => undefined),
    );
    const own = this.#own === owner.id ? '' : `${this.module(owner.id)}.`;
    return args && `${own}${pascalCase(name)}(${args.join(', ')})`;
  }

  /**
   * Whether no exported interface has the name of another that is imported: componentize-py's own modules confuse the
   * two, and cannot be imported before Python 3.14.
   */
  get areDistinct(): boolean {
    return this.#world.interfaces.every(({ id, resources }) =>
      this.#world.imports.every((other) => {
        const isSame = other === id && resources.length === 0;
        return isSame || moduleAmong(this.#world.imports, other) !== this.module(id);
      }),
    );
  }

  /** Types of an interface that is imported as well are those of the import, unless there is a resource in them. */
  #isExported(type: NamedType): boolean {
    const isOwn = ({ owner }: NamedType): boolean => this.#exported.includes(owner.id);
    return isOwn(type) && (!this.#world.imports.includes(type.owner.id) || hasResource(type, isOwn));
  }
}

/**
 * `shelf` of `demo:shelf/shelf@0.1.0`; `demo_shelf_shelf` where others of the interfaces have that name, too, and
 * `demo_shelf_shelf_0_1_0` where they only have another version.
 */
function moduleAmong(ids: readonly string[], id: string): string {
  const shared = ids.filter((other) => other !== id && lastName(other) === lastName(id));
  if (shared.length === 0) return snakeCase(lastName(id));
  const isVersion = shared.some((other) => unversioned(other) === unversioned(id));
  const version = isVersion ? `_${id.split('@')[1] ?? ''}`.replaceAll(/[^0-9a-z]/gi, '_') : '';
  return `${interfaceName(id)}${version}`;
}

/**
 * The modules that a text names, as lines.
 * @param own modules of the component itself
 */
export function importsIn(text: string, own: readonly string[] = []): readonly string[] {
  const modules =
    text.match(/\bwit_world(\.(exports|imports)\b(\.[a-z]\w*)?)?|\bcomponentize_py_types\b/g) ?? [];
  const implemented = own.filter((module) => new RegExp(`(?<![\\w.])${module}\\.[A-Z]`).test(text));
  return [...new Set([...implemented, ...modules])].sort().map((module) => `import ${module}`);
}

/** The smallest value of a type, as an expression; undefined if it needs a stream or an imported resource. */
export const valueText = (type: OutlineType, names: PythonNames): string | undefined =>
  smallestValue(
    type,
    valueSyntax(names, (resource) => names.resource(resource)),
  );

/** The type that a function returns: of a result, that of its value, because an error is raised. */
export function returnText(type: OutlineType | undefined, names: PythonNames): string | undefined {
  const returned = resultOf(type);
  return returned === undefined ? 'None' : valueText(returned, names);
}

/** The same in a test, which cannot compare resources. */
export function testedText(type: OutlineType | undefined, names: PythonNames): string | undefined {
  const returned = resultOf(type);
  if (returned === undefined) return 'None';
  return smallestValue(
    returned,
    valueSyntax(names, () => undefined),
  );
}

/** Aliases are followed, as by componentize-py. */
function resultOf(type: OutlineType | undefined): OutlineType | undefined {
  if (type?.kind === 'result') return type.ok;
  if (type?.kind !== 'named') return type;
  const body = type.body();
  return body.kind === 'alias' ? resultOf(body.type) : type;
}

const valueSyntax = (names: PythonNames, resource: Required<ValueSyntax>['resource']): ValueSyntax => ({
  resource,
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
