import type {
  ExternTarget,
  FunctionType,
  InterfaceItem,
  Path,
  Resource,
  TopLevelItem,
  Type,
} from '../../../../../server/src/syntax/ast.ts';
import { parse } from '../../../../../server/src/syntax/parse.ts';
import type { Wit } from '../../../toolkit/javascript.ts';
import { camelCase, pascalCase } from '../../../inspect/script-names.ts';

/** The sentences of `@throws`, by the function: `open`, `Item.read`. */
type Thrown = Map<string, string>;

/**
 * Adds `@throws` with the type of the error to each function whose result has one: of a `result`, jco's declarations
 * name the value alone.
 *
 * @param declarations text by path
 */
export function withThrownErrors(declarations: ReadonlyMap<string, string>, wit: Wit): Map<string, string> {
  const modules = thrownIn(wit);
  return new Map([...declarations].map(([path, text]) => [path, documented(text, modules)]));
}

/** The errors that functions throw, by the name of the module that declares them. Binary packages are skipped. */
function thrownIn({ main, dependencies }: Wit): ReadonlyMap<string, Thrown> {
  const bodies = new Map<string, Body>();
  for (const source of [main, ...dependencies]) {
    if (source.tag === 'binary') continue;
    const files = source.val.map(({ path, text }) => parse(path, text).ast);
    const id = idOf(files.find(({ header }) => header)?.header?.id);
    for (const { items } of files) addBodies(bodies, id, items);
  }
  const modules = new Map<string, Thrown>();
  for (const [name, body] of bodies) {
    if (body.item.kind === 'interface') modules.set(name, ofItems(body.item.items, aliasesOf(body)));
    else addWorld(modules, name, body);
  }
  return modules;
}

interface Id {
  readonly path: string;
  readonly version: string;
}

/** An interface or a world, and how the paths in it lead to others. */
interface Body {
  readonly item: Extract<TopLevelItem, { kind: 'interface' | 'world' }>;
  readonly at: (path: Path | undefined) => Body | undefined;
}

type PackageId = Extract<TopLevelItem, { kind: 'nested-package' }>['id'];

const idOf = (id: PackageId | undefined): Id => ({
  path: `${id?.namespace?.text}:${id?.name?.text}`,
  version: id?.version ? `@${id.version.text}` : '',
});

const nameIn = (id: Id, name: string | undefined): string => `${id.path}/${name}${id.version}`;

/** The bodies of one file, by the names that bindings give their modules. */
function addBodies(bodies: Map<string, Body>, id: Id, items: readonly TopLevelItem[]): void {
  const uses = new Map<string | undefined, Path | undefined>();
  for (const item of items)
    if (item.kind === 'top-level-use') uses.set((item.as ?? item.path?.name)?.text, item.path);
  const named = (path: Path | undefined): Body | undefined =>
    bodies.get(nameIn(path?.package ? idOf(path.package) : id, path?.name?.text));
  const at = (path: Path | undefined): Body | undefined =>
    (path?.package ? undefined : named(uses.get(path?.name?.text))) ?? named(path);
  for (const item of items) {
    if (item.kind === 'nested-package') addBodies(bodies, idOf(item.id), item.items);
    if (item.kind === 'interface' || item.kind === 'world')
      bodies.set(nameIn(id, item.name?.text), { item, at });
  }
}

/** Functions that a world imports directly are declared in separate modules, by plain names. */
function addWorld(modules: Map<string, Thrown>, world: string, body: Body): void {
  const exported: Thrown = new Map();
  for (const { target, name, isExport, aliases } of externsOf(body)) {
    if (target.kind === 'interface') modules.set(name, ofItems(target.items, aliases));
    if (target.kind !== 'function') continue;
    const thrown = isExport ? exported : ownModule(modules, name);
    add(thrown, camelCase(name), target.func, aliases);
  }
  modules.set(world, exported);
}

interface NamedExtern {
  readonly target: Extract<ExternTarget, { name: unknown }>;
  readonly name: string;
  readonly isExport: boolean;
  readonly aliases: Aliases;
}

/** The plain-named imports and exports of a world, including those of its `include`s. */
function* externsOf(body: Body): Generator<NamedExtern> {
  for (const item of body.item.items) {
    if (item.kind === 'extern' && item.target && 'name' in item.target) {
      const { target, direction } = item;
      const aliases = aliasesOf(target.kind === 'interface' ? { ...body, items: target.items } : body);
      yield { target, name: target.name.text, isExport: direction === 'export', aliases };
    }
    const included = item.kind === 'include' ? body.at(item.path) : undefined;
    if (item.kind !== 'include' || included === undefined) continue;
    const renamed = new Map(item.with.map(({ name, as }) => [name.text, as?.text]));
    for (const one of externsOf(included)) yield { ...one, name: renamed.get(one.name) ?? one.name };
  }
}

function ownModule(modules: Map<string, Thrown>, name: string): Thrown {
  const thrown: Thrown = new Map();
  modules.set(name, thrown);
  return thrown;
}

function ofItems(items: readonly InterfaceItem[], aliases: Aliases): Thrown {
  const thrown: Thrown = new Map();
  for (const item of items) {
    if (item.kind === 'function') add(thrown, camelCase(item.name.text), item.func, aliases);
    if (item.kind === 'resource') addResource(thrown, item, aliases);
  }
  return thrown;
}

function addResource(thrown: Thrown, { name, functions }: Resource, aliases: Aliases): void {
  const className = pascalCase(name?.text ?? '');
  for (const one of functions) {
    const member = one.kind === 'constructor' ? one.kind : camelCase(one.name?.text ?? '');
    add(thrown, `${className}.${member}`, one.func, aliases);
  }
}

/** Types by another name, of the same body or from where it uses them: a function may name its `result`. */
type Aliases = ReadonlyMap<string, Type>;

/** @param body `items` are those of an interface within a world */
function aliasesOf({
  item: { items: own },
  items = own,
  at,
}: Body & { items?: Body['item']['items'] }): Aliases {
  const aliases = new Map<string, Type>();
  for (const item of items) {
    if (item.kind === 'type' && item.name && item.type) aliases.set(item.name.text, item.type);
    const used = item.kind === 'use' ? at(item.path) : undefined;
    if (item.kind !== 'use' || used === undefined) continue;
    const theirs = aliasesOf(used);
    for (const { name, as } of item.names) {
      const type = theirs.get(name.text);
      if (type) aliases.set((as ?? name).text, type);
    }
  }
  return aliases;
}

/** The type behind a name, and behind names that it is an alias of. */
function behind(type: Type | undefined, aliases: Aliases): Type | undefined {
  const next = type?.kind === 'named' ? aliases.get(type.name.text) : undefined;
  return next && next !== type ? behind(next, aliases) : type;
}

function add(thrown: Thrown, name: string, { result }: FunctionType, aliases: Aliases): void {
  const type = behind(result, aliases);
  if (type?.kind !== 'result') return;
  const sentence = type.err
    ? `{${typeText(type.err)}} The \`err\` of the result: thrown as it is, caught as \`payload\`.`
    : 'The `err` of the result, which has no value.';
  thrown.set(name, sentence);
}

function typeText(type: Type | undefined): string {
  switch (type?.kind) {
    case 'primitive':
      return primitives[type.name] ?? 'number';
    case 'named':
      return pascalCase(type.name.text);
    case 'own':
    case 'borrow':
      return pascalCase(type.resource?.text ?? '');
    case 'list': {
      const isBytes = type.element?.kind === 'primitive' && type.element.name === 'u8';
      return isBytes ? 'Uint8Array' : `Array<${typeText(type.element)}>`;
    }
    case 'option':
      return `${typeText(type.element)} | null`;
    case 'tuple':
      return `[${type.elements.map(typeText).join(', ')}]`;
    default:
      return 'unknown';
  }
}

const primitives: Readonly<Record<string, string>> = {
  bool: 'boolean',
  string: 'string',
  char: 'string',
  u64: 'bigint',
  s64: 'bigint',
  'error-context': 'unknown',
};

/** @param text declarations as jco and `functionTypes` write them */
function documented(text: string, modules: ReadonlyMap<string, Thrown>): string {
  let [thrown, className]: [Thrown | undefined, string] = [undefined, ''];
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const module = /^declare module '([^']+)'/.exec(line)?.[1];
    if (module !== undefined) thrown = modules.get(module);
    const opened = /^ {2}export class (\w+)/.exec(line)?.[1];
    if (opened !== undefined || line === '  }') className = opened ?? '';
    const [, indent = '', name] = /^( +)(?:export |static )?(?:function )?(\w+)\(/.exec(line) ?? [];
    const sentence = name && thrown?.get(className === '' ? plain(name) : `${className}.${name}`);
    if (sentence) addTag(lines, indent, sentence);
    lines.push(line);
  }
  return lines.join('\n');
}

/** A function whose name is a word of JavaScript is declared with `_` before or behind it; WIT names have none. */
const plain = (name: string): string => name.replaceAll('_', '');

/** Appends a tag to the docs above the next line, or writes docs that consist of it. */
function addTag(lines: string[], indent: string, sentence: string): void {
  const end = lines.at(-1)?.trim() === '*/' ? lines.pop() : undefined;
  if (end === undefined) lines.push(`${indent}/** @throws ${sentence} */`);
  else lines.push(`${end.replace('*/', '')}* @throws ${sentence}`, end);
}
