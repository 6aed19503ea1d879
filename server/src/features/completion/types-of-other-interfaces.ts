import type { Place, Snapshot } from '../../analysis/snapshot.ts';
import { isExcluded } from '../../resolve/gates.ts';
import type { Definition, InterfaceModel, Scope } from '../../resolve/model.ts';
import { pathTo, usableFrom } from '../code-actions/uses/interfaces-with.ts';
import { useOf } from '../code-actions/uses/use-of.ts';
import { lettersInOrder } from '../letters-in-order.ts';
import { meaning } from '../name-at.ts';
import { scopeAt } from '../scope-at.ts';
import { written } from '../written-name.ts';
import type { Completion } from '../results.ts';

/** More would make a list slow: where there are more, they are those that fit what is typed. */
const MOST_TYPES = 300;

/**
 * The types of other interfaces, of the same package and of those in `deps`, that a body does not have yet.
 * Each brings its `use` along: those of the same package first.
 *
 * @param typed the beginning of the name; only the types that it may stand for are proposed if there are many
 */
export function typesOfOtherInterfaces(
  snapshot: Snapshot,
  place: Place,
  only: 'types' | 'resources',
  typed: string,
): { readonly items: readonly Completion[]; readonly isPartial: boolean } {
  const scope = scopeAt(snapshot, place);
  const root = snapshot.root(place.uri);
  const file = snapshot.file(place.uri);
  if (!scope || !root || !file) return { items: [], isPartial: false };
  const inScope = new Set([...scope.names.values()].map(meaning));
  const usable = usableFrom(root, scope).map((from) => ({
    from,
    types: typesOf(from, snapshot).filter(
      (type) => !inScope.has(type) && (only === 'types' || type.node.kind === 'resource'),
    ),
  }));
  const isPartial = usable.reduce((count, { types }) => count + types.length, 0) > MOST_TYPES;
  const fits = lettersInOrder(typed);
  const found: Completion[] = [];
  for (const { from, types } of usable) {
    const path = pathTo(root, from, scope);
    for (const type of types) {
      const local = localName(scope, from, type.name);
      if (local === undefined || (isPartial && !fits(local))) continue;
      const name = local === type.name ? written(local) : `${written(type.name)} as ${written(local)}`;
      found.push({
        label: local,
        kind: 'type',
        text: local,
        detail: `use ${path}.{${name}}`,
        definition: type,
        edit: () => useOf(file, scope, from.definition, path, name, type),
      });
      if (found.length === MOST_TYPES) return { items: found, isPartial };
    }
  }
  return { items: found, isPartial };
}

/** The types that the interface defines and that the enabled features include. */
function typesOf({ names, excluded }: InterfaceModel, { features }: Snapshot): Definition[] {
  if (excluded) return [];
  return [...names.values()].filter(
    ({ kind, node }) => kind === 'type' && !isExcluded(node.attributes, features),
  );
}

/** The name of the type, or one with its interface where that is taken. */
const localName = ({ names }: Scope, { definition }: InterfaceModel, name: string): string | undefined =>
  [name, `${definition.name}-${name}`].find((one) => !names.has(one));
