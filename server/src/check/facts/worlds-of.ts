import { once } from '../../base/once.ts';
import { isExcluded } from '../../resolve/gates.ts';
import type {
  Definition,
  Features,
  InterfaceModel,
  OffsetRange,
  ResolvedPackage,
  ResolvedRoot,
  TokenRange,
  WorldItem,
  WorldModel,
} from '../../resolve/model.ts';
import type { ResourceFunction, Span } from '../../syntax/ast.ts';
import { bodiesOf, type Body, type BodyItem } from './scopes.ts';

type Place = TokenRange | OffsetRange;

/** A place in a package, as worlds include it. */
export type PlaceInItem =
  /** Nothing of it is in a component. */
  | 'excluded'
  /** In the name of the package, or elsewhere outside its interfaces and worlds. */
  | 'outside'
  | { readonly interface: InterfaceModel }
  | { readonly worldItem: Place };

/** Follows from the package alone, with the features that it was resolved with. */
export function placeInItem(resolved: ResolvedPackage, at: Place, features: Features): PlaceInItem {
  const body = bodiesOf(resolved).find(({ scope }) => contains(scope.definition, at));
  if (body && (body.excluded || isExcludedAt(body, at, features))) return 'excluded';
  const here = resolved.interfaces.find(({ definition }) => contains(definition, at));
  if (here) return { interface: here };
  return body ? { worldItem: at } : 'outside';
}

/**
 * Whether a place in a package belongs to something that a world of the root's own files is made of: an interface
 * that it imports or exports, an item that it includes, the world itself, or the name of its package. Worlds in
 * `deps` become components elsewhere, if at all.
 */
export function isInWorld(root: ResolvedRoot, resolved: ResolvedPackage, place: PlaceInItem): boolean {
  if (place === 'excluded') return false;
  if (place !== 'outside' && 'interface' in place) return takesPart(root, place.interface);
  const isOfOwnWorld = isOwn(root, resolved) && worldsIn(resolved).length > 0;
  if (place === 'outside') return isOfOwnWorld || resolved.interfaces.some((one) => takesPart(root, one));
  if (isOwn(root, resolved)) return isOfOwnWorld;
  return ownItems(root).some(
    ({ definition }) => definition !== undefined && contains(definition, place.worldItem),
  );
}

/** Whether a gate leaves out the item of a body that a place is in, or the function of a resource. */
function isExcludedAt({ items }: Body, at: Place, features: Features): boolean {
  const functions = items.flatMap((item) => (item.kind === 'resource' ? item.functions : []));
  const gated: readonly (BodyItem | ResourceFunction)[] = [...items, ...functions];
  return gated.some((item) => isExcluded(item.attributes, features) && isWithin(item, at));
}

/** The worlds in the root's own files. */
const ownWorlds = once((root: ResolvedRoot): readonly WorldModel[] =>
  root.all.filter((one) => isOwn(root, one)).flatMap(worldsIn),
);

const sidesOf = ({ imports, exports }: WorldModel) => [imports, exports];

/** Imports and exports of those worlds. */
const ownItems = once((root: ResolvedRoot): readonly WorldItem[] =>
  ownWorlds(root).flatMap((world) => sidesOf(world).flatMap((items) => [...items.values()])),
);

/** Mostly an interface has its own name in a world. */
const takesPart = (root: ResolvedRoot, model: InterfaceModel): boolean =>
  ownWorlds(root).some((world) => sidesOf(world).some((items) => items.get(model.id)?.interface === model)) ||
  ownItems(root).some((item) => item.interface === model);

/** Whether a package is the main one or nested in its files. */
const isOwn = ({ main }: ResolvedRoot, { source }: ResolvedPackage): boolean =>
  main.source.parts.some(({ file }) => file.uri === source.idFile.uri);

const worldsIn = ({ worlds }: ResolvedPackage): readonly WorldModel[] =>
  worlds.filter(({ excluded }) => !excluded);

function contains({ uri, node }: InterfaceModel['definition'] | Definition, at: Place): boolean {
  return uri === at.uri && isWithin(node, at);
}

const isWithin = ({ first, last }: Span, at: Place): boolean =>
  'first' in at && first <= at.first && at.last <= last;

/** Whether an item is written in the world itself, and does not come from `include`. */
export function isOwnItem(world: WorldModel, { definition }: WorldItem): boolean {
  for (let one = definition; one; one = one.container) if (one === world.definition) return true;
  return false;
}
