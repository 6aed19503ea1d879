import { once } from '../../base/once.ts';
import { flatName, strongKey } from '../../resolve/flat-name.ts';
import { typeOrder } from '../../resolve/type-order.ts';
import type { Name } from '../../syntax/ast.ts';
import type { Item } from '../rule.ts';
import { type BodyItem, byItems, functionsIn, isTypeDefinition, spanOf } from './scopes.ts';
import { type Clash, clashesIn, type UniqueName } from './unique-names.ts';

/** By direction; members of an interface count as imported. */
export interface Clashes {
  readonly import: readonly Clash[];
  readonly export: readonly Clash[];
}

const none: Clashes = { import: [], export: [] };

/** The names of a body of which another one before it is the same. */
export const clashesOf = byItems((items): Clashes => {
  if (areDistinct(items)) return none;
  return { import: [...clashesIn(importsIn(items))], export: [...clashesIn(exportsIn(items))] };
});

/** As in almost every body: the names are put in order only where two are the same. */
function areDistinct(items: readonly BodyItem[]): boolean {
  const [imported, exported] = [new Set<string>(), new Set<string>()];
  for (const item of items) {
    const known = isExport(item) ? exported : imported;
    for (const key of keysOf(item)) {
      if (known.has(key)) return false;
      known.add(key);
    }
  }
  return true;
}

const keysOf = once((item: Item): readonly string[] =>
  [...typeNames(item), ...functionNames(item)].map(({ key }) => key),
);

/** The names of an interface, or those that a world imports, in the order in which the reference reads them. */
const importsIn = (items: readonly BodyItem[]): readonly UniqueName[] => {
  const places = new Map([...typeOrder(items)].map((name, place) => [name, place]));
  const types = items.flatMap(typeNames);
  types.sort((one, other) => places.get(one.name)! - places.get(other.name)!);
  return [...types, ...items.flatMap((item) => (isExport(item) ? [] : functionNames(item)))];
};

/** The names that a world exports. */
const exportsIn = (items: readonly BodyItem[]): readonly UniqueName[] =>
  items.filter(isExport).flatMap(functionNames);

const isExport = (item: Item): boolean => item.kind === 'extern' && item.direction === 'export';

/** The names that an item gives to types. */
function typeNames(item: Item): readonly UniqueName[] {
  if (item.kind === 'use') return item.names.map(({ name, as }) => unique(as ?? name));
  return isTypeDefinition(item) && item.name ? [unique(item.name)] : [];
}

/** The names of functions, and of a world's imports and exports. */
function functionNames(item: Item): readonly UniqueName[] {
  const target = item.kind === 'extern' ? item.target : undefined;
  if (target && 'name' in target && target.kind !== 'function') return [unique(target.name)];
  return functionsIn(item).flatMap(({ resource, name, kind, func: { accessor } }) => {
    if (!name || (resource && !resource.name)) return [];
    const flat = flatName({ kind, name: name.text, resource: resource?.name?.text, accessor });
    return [unique(name, flat)];
  });
}

const unique = (name: Name, flat = name.text): UniqueName => ({
  name: flat,
  key: strongKey(flat),
  at: spanOf(name),
});
