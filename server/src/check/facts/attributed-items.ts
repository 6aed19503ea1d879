import { type ForeignItem, foreignItems } from '../../resolve/foreign-items.ts';
import type { Features, ResolvedPackage, TokenRange } from '../../resolve/model.ts';
import type { Attribute, Path, Span } from '../../syntax/ast.ts';
import { once } from '../../base/once.ts';
import type { Item } from '../rule.ts';
import { bodiesOf, functionsIn, type ItemInFile, itemsOf, spanOf } from './scopes.ts';
import { firstUnnamedTypes } from './unnamed-types.ts';

/** Something that can carry gates, whether or not it does. */
interface Attributed {
  readonly attributes: readonly Attribute[];
  /** Its name: the place at which the reference reports a wrong gate. */
  readonly at: Span;
}

export interface AttributedItem extends Attributed {
  readonly uri: string;
}

/** An item with the versions that it has been there since: one, or more by mistake. */
interface VersionedItem {
  readonly uri: string;
  /** Where the reference reports a wrong version of an item that makes no unnamed type. */
  readonly at: Span;
  readonly item: Item;
  readonly since: readonly string[];
}

/** Items with attributes: interfaces, worlds and their members. */
export const attributedItems = once((resolved: ResolvedPackage): readonly AttributedItem[] =>
  itemsOf(resolved).flatMap(inFile),
);

/**
 * The items whose versions the reference checks: not the members of an interface or world that its gate excludes,
 * except for the interfaces in a world, which it checks separately, and for the first path to an item of another package
 * that is not behind a disabled gate.
 */
export const versionedItems = once(
  (resolved: ResolvedPackage, features: Features): readonly VersionedItem[] => {
    let out: ReadonlySet<Item> | undefined;
    const found: VersionedItem[] = [];
    for (const { item, file } of itemsOf(resolved)) {
      const versioned = versionedIn(item);
      if (versioned.length === 0) continue;
      const needed = neededBy(item, resolved, features);
      if (needed) {
        const at = spanOf(needed.first.path.name!);
        for (const { since } of versioned) found.push({ uri: needed.first.uri, at, item, since });
        continue;
      }
      out ??= itemsInExcludedBodies(resolved);
      if (out.has(item) && !isInterfaceInWorld(item)) continue;
      for (const { at, since } of versioned) found.push({ uri: file.uri, at, item, since });
    }
    return found;
  },
);

/** Where the reference reports a wrong version. */
export function placeOfVersion(
  resolved: ResolvedPackage,
  features: Features,
  one: VersionedItem,
): TokenRange {
  const inType = firstUnnamedTypes(resolved, features).get(one.item);
  return { uri: one.uri, ...(inType ?? one.at) };
}

/** The item of another package that the reference looks for because of this path. */
function neededBy(item: Item, resolved: ResolvedPackage, features: Features): ForeignItem | undefined {
  const path = item.kind === 'extern' ? pathOf(item.target) : pathOf(item);
  if (!path?.package) return undefined;
  return foreignItems(resolved, features).byNeed.get(path);
}

const pathOf = (of: object | undefined): Path | undefined =>
  of && 'path' in of ? (of.path as Path) : undefined;

const itemsInExcludedBodies = (resolved: ResolvedPackage): ReadonlySet<Item> =>
  new Set(bodiesOf(resolved).flatMap(({ excluded, items }): readonly Item[] => (excluded ? items : [])));

const versionedIn = once((item: Item) =>
  attributesIn(item).flatMap(({ attributes, at }) => {
    const since = attributes.flatMap((one) => (one.kind === 'since' ? (one.version?.text ?? []) : []));
    return since.length === 0 ? [] : [{ at, since }];
  }),
);

const isInterfaceInWorld = (item: Item): boolean =>
  item.kind === 'extern' && item.target?.kind === 'interface';

const inFile = ({ item, file }: ItemInFile): readonly AttributedItem[] =>
  attributesIn(item).map((one) => ({ uri: file.uri, ...one }));

/** The attributes of an item, and of the functions of a resource; not of the members of an interface or world. */
export const attributesIn = once((item: Item): readonly Attributed[] => {
  const own = { attributes: item.attributes, at: nameOf(item) };
  const inner = item.kind === 'resource' ? functionsIn(item) : [];
  return [own, ...inner].filter(({ attributes }) => attributes.length > 0);
});

/** Behind the `@`. */
export const nameOfAttribute = ({ first }: Attribute): Span => ({ first: first + 1, last: first + 1 });

interface Named extends Span {
  readonly kind: string;
  readonly name?: { readonly token: number } | undefined;
  readonly path?: { readonly name: { readonly token: number } | undefined } | undefined;
  readonly names?: readonly { readonly name: { readonly token: number } }[];
  readonly target?: { readonly name?: { readonly token: number }; readonly path?: Named['path'] } | undefined;
}

/** The place of a problem of an item: its name, or the first name in it. */
export function nameOf(item: Named): Span {
  const first = item.names?.[0]?.name;
  const name = item.name ?? first ?? item.target?.name ?? item.target?.path?.name ?? item.path?.name;
  return name ? { first: name.token, last: name.token } : { first: item.first, last: item.first };
}
