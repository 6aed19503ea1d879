import type { Place, Snapshot } from '../../analysis/snapshot.ts';
import { isExcluded } from '../../resolve/gates.ts';
import type { Definition, InterfaceModel, Scope } from '../../resolve/model.ts';
import { pathTo, usableFrom } from '../code-actions/uses/interfaces-with.ts';
import { useOf } from '../code-actions/uses/use-of.ts';
import { meaning } from '../name-at.ts';
import { scopeAt } from '../scope-at.ts';
import { written } from '../written-name.ts';
import type { Completion } from './complete.ts';

/** More types would not help, and would make a list slow that is requested at every key. */
const MOST_TYPES = 2000;

/**
 * The types of other interfaces, of the same package and of those in `deps`, that a body does not have yet.
 * Each brings its `use` along: those of the same package first.
 */
export function typesOfOtherInterfaces(
  snapshot: Snapshot,
  place: Place,
  only: 'types' | 'resources',
): Completion[] {
  const scope = scopeAt(snapshot, place);
  const root = snapshot.root(place.uri);
  const file = snapshot.file(place.uri);
  if (!scope || !root || !file) return [];
  const inScope = new Set([...scope.names.values()].map(meaning));
  const found: Completion[] = [];
  for (const from of usableFrom(root, scope)) {
    const path = pathTo(root, from, scope);
    for (const type of typesOf(from, snapshot)) {
      if (inScope.has(type) || (only === 'resources' && type.node.kind !== 'resource')) continue;
      const local = localName(scope, from, type.name);
      if (local === undefined) continue;
      const name = local === type.name ? written(local) : `${written(type.name)} as ${written(local)}`;
      found.push({
        label: local,
        kind: 'type',
        text: local,
        detail: `use ${path}.{${name}}`,
        definition: type,
        edit: () => useOf(file, scope, from.definition, path, name, type),
      });
      if (found.length === MOST_TYPES) return found;
    }
  }
  return found;
}

/** Those that are defined there, and there with the features that are on. */
function typesOf({ names, excluded }: InterfaceModel, { features }: Snapshot): Definition[] {
  if (excluded) return [];
  return [...names.values()].filter(
    ({ kind, node }) => kind === 'type' && !isExcluded(node.attributes, features),
  );
}

/** The name of the type, or one with its interface where that is taken. */
const localName = ({ names }: Scope, { definition }: InterfaceModel, name: string): string | undefined =>
  [name, `${definition.name}-${name}`].find((one) => !names.has(one));
