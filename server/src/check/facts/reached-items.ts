import { once } from '../../base/once.ts';
import { final } from '../../resolve/context.ts';
import { type Definition, isWorld, type ItemModel, type Scope } from '../../resolve/model.ts';
import type { Item, TypesContext } from '../rule.ts';
import { bodiesOf } from './scopes.ts';

/** The items of each body of a package, and of each that they use types from, at any distance. */
export const reachedItems = once(({ package: resolved }: TypesContext): readonly (readonly Item[])[] => {
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
