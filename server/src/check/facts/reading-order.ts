import { isWorld, type ItemModel, type ResolvedPackage } from '../../resolve/model.ts';
import { topological } from '../../resolve/topological.ts';
import { bodiesOf, type Body } from './scopes.ts';

/**
 * The bodies of a package in the order in which the reference resolves them: interfaces, each after those that it uses,
 * then worlds, each after those that it includes. An interface in a world is read where it stands in it, and is not in
 * the list.
 */
export function bodiesInReadingOrder(resolved: ResolvedPackage): Body[] {
  const bodies = new Map(bodiesOf(resolved).map((body) => [body.scope.definition, body]));
  const needs = new Map([...resolved.items].map(([name, item]) => [name, needsOf(resolved, item)]));
  const ordered = [...topological(needs)].map((name) => resolved.items.get(name)!);
  const sorted = [...ordered.filter((item) => !isWorld(item)), ...ordered.filter(isWorld)];
  return sorted.flatMap(({ definition }) => bodies.get(definition) ?? []);
}

/** The items of the package that an item uses or includes. */
function needsOf({ items, references }: ResolvedPackage, item: ItemModel): string[] {
  const members = isWorld(item) ? item.node.items : item.items;
  const follows = isWorld(item) ? 'include' : 'use';
  return members.flatMap((one) => {
    if (one.kind !== follows || !('path' in one)) return [];
    const name = one.path?.name;
    const found = name && references.get(item.file)?.get(name.token);
    const definition = found?.target ?? found;
    const isOwn = definition && items.get(definition.name)?.definition === definition;
    return isOwn ? [definition.name] : [];
  });
}
