import { once } from '../../base/once.ts';
import { flatName, strongKey } from '../../resolve/flat-name.ts';
import { typeOrder } from '../../resolve/type-order.ts';
import type { Name } from '../../syntax/ast.ts';
import type { Item } from '../rule.ts';
import { type Body, functionsIn, isTypeDefinition, spanOf } from './scopes.ts';
import type { UniqueName } from './unique-names.ts';

/** The names of an interface, or those that a world imports, in the order in which the reference reads them. */
export const importsIn = once((body: Body): readonly UniqueName[] => [
  ...typesIn(body),
  ...body.items.flatMap((item) => (isExport(item) ? [] : functionNames(item))),
]);

/** The names that a world exports. */
export const exportsIn = once((body: Body): readonly UniqueName[] =>
  body.items.filter(isExport).flatMap(functionNames),
);

const isExport = (item: Item): boolean => item.kind === 'extern' && item.direction === 'export';

function typesIn({ items }: Body): readonly UniqueName[] {
  const names = items.flatMap(typeNames);
  // The order is only of interest where two have one key.
  if (new Set(names.map(({ key }) => key)).size === names.length) return names;
  const places = new Map([...typeOrder(items)].map((name, place) => [name, place]));
  return [...names].sort((one, other) => places.get(one.name)! - places.get(other.name)!);
}

/** The names that an item gives to types. */
const typeNames = once((item: Item): readonly UniqueName[] => {
  if (item.kind === 'use') return item.names.map(({ name, as }) => unique(as ?? name));
  return isTypeDefinition(item) && item.name ? [unique(item.name)] : [];
});

/** The names that it gives to functions, and to what a world imports or exports. */
const functionNames = once((item: Item): readonly UniqueName[] => {
  const target = item.kind === 'extern' ? item.target : undefined;
  if (target && 'name' in target && target.kind !== 'function') return [unique(target.name)];
  return functionsIn(item).flatMap(({ resource, name, kind, func: { accessor } }) => {
    if (!name || (resource && !resource.name)) return [];
    const flat = flatName({ kind, name: name.text, resource: resource?.name?.text, accessor });
    return [unique(name, flat)];
  });
});

const unique = (name: Name, flat = name.text): UniqueName => ({
  name: flat,
  key: strongKey(flat),
  at: spanOf(name),
});
