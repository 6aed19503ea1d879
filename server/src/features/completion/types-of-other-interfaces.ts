import { once } from '../../base/once.ts';
import type { Place, Snapshot } from '../../analysis/snapshot.ts';
import { isExcluded } from '../../resolve/gates.ts';
import type {
  Definition,
  Features,
  InterfaceModel,
  ResolvedPackage,
  ResolvedRoot,
  Scope,
} from '../../resolve/model.ts';
import type { ParsedFile } from '../../syntax/parse.ts';
import { interfacesOf, pathTo, usableByPackage } from '../code-actions/uses/interfaces-with.ts';
import { isOpened, useOf } from '../code-actions/uses/use-of.ts';
import { lettersInOrder } from '../letters-in-order.ts';
import { meaning } from '../name-at.ts';
import { scopeAt } from '../scope-at.ts';
import { written } from '../written-name.ts';
import type { Completion } from '../results.ts';

/** More would make a list slow: where there are more, they are those that fit what is typed. */
const MOST_TYPES = 100;

/** A type that a body does not have. */
interface OtherType {
  readonly from: InterfaceModel;
  readonly type: Definition;
  /** Its name in the body. */
  readonly local: string;
}

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
  if (!scope || !root || !file || !isOpened(file, scope)) return { items: [], isPartial: false };
  const others = otherTypes(root, scope, snapshot.features, only);
  const first = upTo(
    MOST_TYPES + 1,
    others(() => true),
  );
  const isPartial = first.length > MOST_TYPES;
  const chosen = isPartial ? upTo(MOST_TYPES, others(lettersInOrder(typed))) : first;
  return { items: chosen.map((one) => proposal(root, scope, file, one)), isPartial };
}

/** Those with a matching name, found as far as they are asked for. */
function otherTypes(root: ResolvedRoot, scope: Scope, features: Features, only: 'types' | 'resources') {
  const usable = usableByPackage(root, scope);
  const inScope = new Set([...scope.names.values()].map(meaning));
  const isWanted = (type: Definition) =>
    (only === 'types' || type.node.kind === 'resource') && !inScope.has(type);
  return function* (fits: (name: string) => boolean): Generator<OtherType> {
    for (const { resolved, interfaces } of usable)
      for (const from of interfaces)
        for (const type of typesIn(resolved, features).get(from)!) {
          const local = isWanted(type) ? localName(scope, from, type.name) : undefined;
          if (local !== undefined && fits(local)) yield { from, type, local };
        }
  };
}

function upTo<T>(most: number, all: Iterable<T>): T[] {
  const found: T[] = [];
  for (const one of all) {
    found.push(one);
    if (found.length === most) break;
  }
  return found;
}

function proposal(
  root: ResolvedRoot,
  scope: Scope,
  file: ParsedFile,
  { from, type, local }: OtherType,
): Completion {
  const path = pathTo(root, from, scope);
  const name = local === type.name ? written(local) : `${written(type.name)} as ${written(local)}`;
  return {
    label: local,
    kind: 'type',
    text: local,
    detail: `use ${path}.{${name}}`,
    definition: type,
    edit: () => useOf(file, scope, { from: from.definition, path, names: name, type }),
  };
}

/** The types that each interface of a package defines and that the enabled features include. */
const typesIn = once(
  (resolved: ResolvedPackage, features: Features): ReadonlyMap<InterfaceModel, readonly Definition[]> =>
    new Map(interfacesOf(resolved).map((one) => [one, typesOf(one, features)])),
);

function typesOf({ names, excluded }: InterfaceModel, features: Features): readonly Definition[] {
  if (excluded) return [];
  return [...names.values()].filter(
    ({ kind, node }) => kind === 'type' && !isExcluded(node.attributes, features),
  );
}

/** The name of the type, or one with its interface where that is taken. */
const localName = ({ names }: Scope, { definition }: InterfaceModel, name: string): string | undefined =>
  [name, `${definition.name}-${name}`].find((one) => !names.has(one));
