import type {
  ExternTarget,
  FunctionType,
  InterfaceItem,
  Resource,
  TopLevelItem,
  Type,
  World,
} from '../../../../../server/src/syntax/ast.ts';
import { parse } from '../../../../../server/src/syntax/parse.ts';
import type { Wit } from '../../../toolkit/javascript.ts';
import { camelCase, pascalCase } from '../exports.ts';

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

/** What is thrown, by the name of the module that declares it; binary packages are passed over. */
function thrownIn({ main, dependencies }: Wit): ReadonlyMap<string, Thrown> {
  const modules = new Map<string, Thrown>();
  for (const source of [main, ...dependencies]) {
    if (source.tag === 'binary') continue;
    const files = source.val.map(({ path, text }) => parse(path, text).ast);
    const id = idOf(files.find(({ header }) => header)?.header?.id);
    for (const { items } of files) addPackage(modules, id, items);
  }
  return modules;
}

interface Id {
  readonly path: string;
  readonly version: string;
}

type PackageId = Extract<TopLevelItem, { kind: 'nested-package' }>['id'];

const idOf = (id: PackageId | undefined): Id => ({
  path: `${id?.namespace?.text}:${id?.name?.text}`,
  version: id?.version ? `@${id.version.text}` : '',
});

function addPackage(modules: Map<string, Thrown>, id: Id, items: readonly TopLevelItem[]): void {
  for (const item of items) {
    if (item.kind === 'nested-package') addPackage(modules, idOf(item.id), item.items);
    if (item.kind !== 'interface' && item.kind !== 'world') continue;
    const name = `${id.path}/${item.name?.text}${id.version}`;
    if (item.kind === 'interface') modules.set(name, ofItems(item.items));
    else addWorld(modules, name, item);
  }
}

/** What a world imports itself is declared in modules of their own, by their names alone. */
function addWorld(modules: Map<string, Thrown>, id: string, { items }: World): void {
  const aliases = aliasesOf(items);
  const exported: Thrown = new Map();
  for (const item of items) {
    if (item.kind !== 'extern' || !item.target) continue;
    const { target } = item;
    if (target.kind === 'interface') modules.set(target.name.text, ofItems(target.items));
    if (target.kind !== 'function') continue;
    const thrown = item.direction === 'export' ? exported : ownModule(modules, target);
    add(thrown, camelCase(target.name.text), target.func, aliases);
  }
  modules.set(id, exported);
}

function ownModule(modules: Map<string, Thrown>, { name }: Extract<ExternTarget, { name: unknown }>): Thrown {
  const thrown: Thrown = new Map();
  modules.set(name.text, thrown);
  return thrown;
}

function ofItems(items: readonly InterfaceItem[]): Thrown {
  const aliases = aliasesOf(items);
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

/** Types of the same body by another name: a function may name its `result`. */
type Aliases = ReadonlyMap<string, Type>;

const aliasesOf = (items: readonly (InterfaceItem | World['items'][number])[]): Aliases =>
  new Map(
    items.flatMap((item) =>
      item.kind === 'type' && item.name && item.type ? [[item.name.text, item.type]] : [],
    ),
  );

function add(thrown: Thrown, name: string, { result }: FunctionType, aliases: Aliases): void {
  const type = result?.kind === 'named' ? aliases.get(result.name.text) : result;
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

/** Ends the docs that stand before the next line with a tag, or writes some. */
function addTag(lines: string[], indent: string, sentence: string): void {
  const end = lines.at(-1)?.trim() === '*/' ? lines.pop() : undefined;
  if (end === undefined) lines.push(`${indent}/** @throws ${sentence} */`);
  else lines.push(`${end.replace('*/', '')}* @throws ${sentence}`, end);
}
