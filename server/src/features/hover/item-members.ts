import { isWorld, type Definition, type ItemModel, type WorldItem } from '../../resolve/model.ts';
import type {
  Extern,
  Include,
  Interface,
  InterfaceItem,
  Renaming,
  TypeDefinition,
  Use,
  World,
  WorldItem as WrittenItem,
} from '../../syntax/ast.ts';
import { isOfResource } from '../../resolve/flat-name.ts';
import { meaning } from '../name-at.ts';
import { block, printFunction, printFunctionType, printType, printUnstable } from './print.ts';
import { pathText, printExtern } from './signature.ts';

type Member = InterfaceItem | WrittenItem;

/** An interface or world with its members as they are written; undefined for other definitions. */
export function withMembers({ kind, name, node }: Definition): string | undefined {
  if (kind === 'interface' || kind === 'world')
    return block(`${kind} ${name}`, (node as Interface | World).items as readonly Member[], printMember);
  const { direction, target } = node as Extern;
  if (kind !== 'extern' || target?.kind !== 'interface') return undefined;
  return block(`${direction} ${name}: interface`, target.items, printMember);
}

/** The elaborated imports and exports of a world; undefined if they equal its body. */
export function elaborated({ kind, name, scope }: Definition): string | undefined {
  const world = kind === 'world' ? (scope as ItemModel | undefined) : undefined;
  if (world === undefined || !isWorld(world)) return undefined;
  const all = [
    ...[...world.imports.values()].map((item) => ({ item, direction: 'import' as const })),
    ...[...world.exports.values()].map((item) => ({ item, direction: 'export' as const })),
  ].filter(({ item }) => !isOfResource(item.key));
  const written = new Set<unknown>(world.node.items);
  const isWritten = ({ extern, definition }: WorldItem) =>
    extern
      ? written.has(extern)
      : definition !== undefined && world.names.get(definition.name) === definition;
  if (all.every(({ item }) => isWritten(item))) return undefined;
  return block(`world ${name}`, all, ({ item, direction }) => printElaborated(item, direction));
}

/** Types are among the imports and have no word in front of them. */
function printElaborated({ key, kind, named, target, definition }: WorldItem, direction: string): string {
  if (kind === 'type') return printWorldType(key, definition);
  if (target?.kind === 'function')
    return `${direction} ${key.replace(/^\[\w+\]/, '')}: ${printFunctionType(target.func)};`;
  if (target?.kind === 'named-path') return `${direction} ${key}: ${pathText(target.path)};`;
  return named ? `${direction} ${key}: interface { … }` : `${direction} ${key};`;
}

function printWorldType(key: string, definition: Definition | undefined): string {
  const type = definition && meaning(definition);
  return type?.kind === 'type'
    ? printMember({ ...(type.node as TypeDefinition), ...named(key) })
    : `type ${key};`;
}

const named = (text: string) => ({ name: { text, token: 0 } });

/** On one line. A type that has a body of its own is its head: a hover of it shows the rest. */
function printMember(item: Member): string {
  return printUnstable(item) + textOf(item);
}

function textOf(item: Member): string {
  switch (item.kind) {
    case 'function':
      return `${printFunction(item)};`;
    case 'use':
      return printUse(item);
    case 'include':
      return printInclude(item);
    case 'extern':
      return printExtern(nameOf(item), item) + (item.target?.kind === 'interface' ? ' { … }' : ';');
    case 'type':
      return `type ${item.name?.text ?? '…'} = ${printType(item.type)};`;
    default:
      return headOf(item);
  }
}

const nameOf = ({ target }: Extern): string =>
  target === undefined ? '…' : target.kind === 'path' ? pathText(target.path) : target.name.text;

function headOf(item: Exclude<TypeDefinition, { kind: 'type' }>): string {
  const head = `${item.kind} ${item.name?.text ?? '…'}`;
  return item.kind === 'resource' && item.functions.length === 0 ? `${head};` : `${head} { … }`;
}

const printUse = ({ path, names }: Use): string =>
  `use ${path ? pathText(path) : '…'}.{${names.map(printRenaming).join(', ')}};`;

function printInclude({ path, with: names }: Include): string {
  const from = `include ${path ? pathText(path) : '…'}`;
  return names.length === 0 ? `${from};` : `${from} with { ${names.map(printRenaming).join(', ')} }`;
}

const printRenaming = ({ name, as }: Renaming): string => (as ? `${name.text} as ${as.text}` : name.text);
