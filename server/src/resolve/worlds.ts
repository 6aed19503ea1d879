import type { Extern, Include, Renaming, Resource } from '../syntax/ast.ts';
import { packageKey } from '../packages/package-source.ts';
import { type Context, nameRange, rangeOf } from './context.ts';
import { itemId } from '../base/ids.ts';
import { declareInterface } from './declare.ts';
import { flatName, isOfResource } from './flat-name.ts';
import { resolveFunction, resolveTypeDefinition } from './types.ts';
import { isExcluded, itemGate } from './gates.ts';
import { mergeGates } from './include-gates.ts';
import { resolveInterface } from './interfaces.ts';
import type { Definition, WorldItem, WorldModel } from './model.ts';
import { behindGate, interfaceAt, worldAt } from './paths.ts';
import { typeOrder } from './type-order.ts';
import { resolveUses } from './uses.ts';

/** The includes of a world, deferred until every world of the package has its own items. */
export interface Inclusion {
  readonly world: WorldModel;
  readonly node: Include;
  readonly from: WorldModel;
}

/** Resolves every name in a world and lists its own imports and exports. */
export function resolveWorld(context: Context, world: WorldModel): Inclusion[] {
  const { items } = world.node;
  const taken: NamesInUse = { import: new Map(), export: new Map() };
  resolveUses(
    context,
    world,
    items.filter((item) => item.kind === 'use'),
  );
  addTypes(context, world, taken);
  for (const item of items) {
    if (item.kind === 'extern') addExtern(context, world, item, taken);
    else if (item.kind === 'resource') addResourceFunctions(context, world, item);
  }
  return items.flatMap((node) => {
    if (node.kind !== 'include') return [];
    const find = () => worldAt(context, world.file, node.path);
    const from = behindGate(context, node.attributes, node.path, find);
    return from ? [{ world, node, from }] : [];
  });
}

/** The names and interfaces in use for each direction, including gated ones: none may occur twice. */
type NamesInUse = Record<Extern['direction'], Map<string, WorldItem['kind']>>;

/** Types and used names of a world are imports of it. */
function addTypes(context: Context, world: WorldModel, taken: NamesInUse): void {
  for (const item of world.node.items) {
    const isType = item.kind !== 'use' && item.kind !== 'include' && item.kind !== 'extern';
    if (isType) resolveTypeDefinition(context, world, item);
  }
  for (const name of typeOrder(world.node.items)) {
    const definition = world.names.get(name);
    if (definition) taken.import.set(name, 'type');
    if (!definition || isExcluded(definition.node.attributes, context.features)) continue;
    world.imports.set(definition.name, {
      ...nothing,
      key: definition.name,
      named: true,
      kind: 'type',
      definition,
    });
  }
}

/** The functions of a world's own resource are imports under the names they have in a component. */
function addResourceFunctions(context: Context, world: WorldModel, resource: Resource): void {
  if (!resource.name || isExcluded(resource.attributes, context.features)) return;
  for (const { kind, name, attributes, func } of resource.functions) {
    if (isExcluded(attributes, context.features)) continue;
    const { accessor } = func;
    const key = flatName({ kind, name: name?.text ?? '', resource: resource.name.text, accessor });
    const definition = name && context.definitionAt(world.file, name);
    // Of two functions with the same name the first is used; a rule reports the second.
    if (!world.imports.has(key))
      world.imports.set(key, { ...nothing, key, named: true, kind: 'function', definition });
  }
}

const nothing = { interface: undefined, extern: undefined, target: undefined, definition: undefined };

function addExtern(context: Context, world: WorldModel, extern: Extern, taken: NamesInUse): void {
  const path = extern.target && 'path' in extern.target ? extern.target.path : undefined;
  const item = behindGate(context, extern.attributes, path, () => worldItem(context, world, extern));
  reportTwice(context, world, extern, item, taken);
  if (!item || isExcluded(extern.attributes, context.features)) return;
  const items = extern.direction === 'import' ? world.imports : world.exports;
  if (!items.has(item.key)) items.set(item.key, item);
}

/** @param item undefined for an unknown interface, which is identified by its path */
function reportTwice(
  context: Context,
  world: WorldModel,
  extern: Extern,
  item: WorldItem | undefined,
  taken: NamesInUse,
): void {
  const key = item?.key ?? pathKey(extern);
  if (key === undefined) return;
  const names = taken[extern.direction];
  const earlier = names.get(key);
  if (earlier === undefined) return void names.set(key, item?.kind ?? 'interface');
  const name = nameOf(extern)!;
  const detail = { name: name.text, direction: extern.direction, kind: earlier };
  const code = item?.named ? 'duplicate-extern' : 'repeated-interface';
  context.report(code, nameRange(world.file, name), detail);
}

function pathKey({ target }: Extern): string | undefined {
  const path = target?.kind === 'path' ? target.path : undefined;
  return path?.package && path.name ? itemId(packageKey(path.package), path.name.text) : undefined;
}

function nameOf({ target }: Extern) {
  return target?.kind === 'path' ? target.path.name : target?.name;
}

function worldItem(context: Context, world: WorldModel, extern: Extern): WorldItem | undefined {
  const { target } = extern;
  switch (target?.kind) {
    case 'path': {
      const found = interfaceAt(context, world.file, target.path);
      return (
        found && {
          key: found.id,
          named: false,
          kind: 'interface',
          interface: found,
          extern,
          target,
          definition: undefined,
          gate: itemGate(extern.attributes, rangeOf(world.file, target.path)),
        }
      );
    }
    case 'named-path':
    case 'function':
    case 'interface':
      return namedItem(context, world, extern, target);
    default:
      return undefined;
  }
}

type NamedTarget = Exclude<NonNullable<Extern['target']>, { kind: 'path' | 'incomplete' }>;

function namedItem(context: Context, world: WorldModel, extern: Extern, target: NamedTarget): WorldItem {
  const definition = context.define('extern', world.file, target.name, extern, world.definition);
  const base = { key: target.name.text, named: true, extern, target, definition };
  if (target.kind === 'function') {
    resolveFunction(context, world, target.func, definition);
    const { accessor } = target.func;
    const key = flatName({ kind: 'free', name: target.name.text, accessor });
    return { ...base, key, kind: 'function', interface: undefined };
  }
  const gate = itemGate(extern.attributes, nameRange(world.file, target.name));
  if (target.kind === 'named-path') {
    return { ...base, kind: 'interface', interface: interfaceAt(context, world.file, target.path), gate };
  }
  const node = { items: target.items, attributes: extern.attributes };
  const model = declareInterface(context, definition, node, target.name.text);
  resolveInterface(context, model);
  return { ...base, kind: 'interface', interface: model, gate };
}

/** Copies what other worlds have into the worlds that include them. Worlds come in the order of their includes. */
export function includeWorld(context: Context, inclusion: Inclusion): void {
  const { world, node, from } = inclusion;
  if (isExcluded(node.attributes, context.features)) return;
  const isForeign = !context.worlds.includes(from);
  const names = [...from.imports.values(), ...from.exports.values()].filter(({ named }) => named);
  const aliases = resolveRenamings(context, inclusion, names);
  for (const direction of ['imports', 'exports'] as const) {
    for (const original of from[direction].values()) {
      const item = itemIn(node, original, aliases);
      const { key } = item;
      const own = world[direction].get(key);
      if (item.kind === 'interface' && !item.named)
        world[direction].set(key, mergeGates(context, { world, node, direction, item, own, isForeign }));
      else if (!own) world[direction].set(key, item);
      else if (item.named && !isOfResource(key) && !world.excluded)
        reportShadowing(context, world, node, direction, key);
    }
  }
  for (const one of node.with) {
    if (!one.as || world.excluded || names.some(({ key }) => renamed(key, one) !== undefined)) continue;
    const detail = { name: one.name.text, world: from.definition.name };
    context.report('unknown-included-name', nameRange(world.file, node.path!.name!), detail);
  }
}

/**
 * Resolves the names of the included world that `with` lists.
 *
 * @param names the items that have names there
 * @returns the definitions of the names after `as`, which lead to those before it, as in `use`
 */
function resolveRenamings(
  context: Context,
  { world, node }: Inclusion,
  names: readonly WorldItem[],
): ReadonlyMap<Renaming, Definition> {
  const aliases = new Map<Renaming, Definition>();
  for (const one of node.with) {
    // A name that the included world has by another renaming is that alias, and not its definition's.
    const target = names
      .filter(({ key }) => isNamed(key, one.name.text))
      .map(({ alias, definition }) => alias ?? definition)
      .find((definition) => definition?.name === one.name.text);
    if (!target) continue;
    context.refer(world.file, one.name, target);
    if (!one.as) continue;
    const alias = context.define('use', world.file, one.as, one, world.definition);
    alias.target = target;
    aliases.set(one, alias);
  }
  return aliases;
}

/** Whether a key is a name of the world itself, or an accessor by that name. */
const isNamed = (key: string, name: string): boolean =>
  key === name || /^\[[gs]et\](.*)$/.exec(key)?.[1] === name;

/** An item as the world that includes it has it: the first renaming that fits counts. */
function itemIn(node: Include, item: WorldItem, aliases: ReadonlyMap<Renaming, Definition>): WorldItem {
  if (!item.named) return item;
  for (const one of node.with) {
    const key = renamed(item.key, one);
    if (key !== undefined) return { ...item, key, alias: aliases.get(one) };
  }
  return item;
}

/** Applies a renaming to a name, to the functions of a resource (`[method]r.f`), and to the setter of a getter. */
function renamed(key: string, { name, as }: Renaming): string | undefined {
  const next = as?.text ?? name.text;
  const [, marks, first, rest] = /^((?:\[[a-z]+\])*)([^.]*)(.*)$/.exec(key) ?? [];
  return first === name.text ? `${marks}${next}${rest}` : undefined;
}

function reportShadowing(
  context: Context,
  world: WorldModel,
  node: Include,
  direction: 'imports' | 'exports',
  name: string,
): void {
  const detail = { name, direction: direction === 'imports' ? 'import' : 'export' };
  context.report('include-name-conflict', nameRange(world.file, node.path!.name!), detail);
}
