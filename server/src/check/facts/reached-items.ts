import { once } from '../../base/once.ts';
import { final } from '../../resolve/context.ts';
import {
  type Definition,
  isWorld,
  type ItemModel,
  type ResolvedPackage,
  type ResolvedRoot,
  type Scope,
} from '../../resolve/model.ts';
import type { Item, TypesContext } from '../rule.ts';
import { bodiesOf } from './scopes.ts';

/**
 * Whether an item of a kind is in a package, or in a body that it uses types from, at any distance. Such kinds are
 * rare, so that mostly no package of the root has one, which is known of each that did not change.
 */
export function itemsReached(isOne: (item: Item) => boolean): (context: TypesContext) => boolean {
  const isIn = once((resolved: ResolvedPackage): boolean =>
    bodiesOf(resolved).some(({ items }) => items.some(isOne)),
  );
  const isAnywhere = once(({ all }: ResolvedRoot): boolean => all.some(isIn));
  return (context) => isAnywhere(context.root) && reachedItems(context).some((items) => items.some(isOne));
}

const reachedItems = once(({ package: resolved }: TypesContext): readonly (readonly Item[])[] => {
  const bodies = bodiesOf(resolved);
  const reached: (readonly Item[])[] = bodies.map(({ items }) => items);
  const open: Scope[] = bodies.map(({ scope }) => scope);
  const seen = new Set<Definition>(open.map(({ definition }) => definition));
  for (let scope = open.pop(); scope; scope = open.pop()) {
    for (const name of scope.names.values()) {
      const container = name.kind === 'use' ? final(name)?.container : undefined;
      if (!container?.scope || seen.has(container)) continue;
      seen.add(container);
      reached.push(itemsIn(container.scope as ItemModel));
      open.push(container.scope);
    }
  }
  return reached;
});

const itemsIn = (model: ItemModel): readonly Item[] => (isWorld(model) ? model.node.items : model.items);
