import type { Snapshot } from '../../../analysis/snapshot.ts';
import { nearest } from '../../../base/nearest.ts';
import type { PackageSource } from '../../../packages/package-source.ts';
import { pathsOf } from '../../../resolve/package-paths.ts';
import type { InterfaceItem, WorldItem } from '../../../syntax/ast.ts';
import { compareVersions } from '../../../syntax/version.ts';
import { unversioned, versionOf } from '../../../base/ids.ts';

/** The details of `unknown-package`. */
interface Missing {
  readonly package?: string;
  readonly name?: string;
  readonly candidates?: string;
}

/**
 * Keys of the packages that may be meant by a missing one and contain the named items, and the types that a `use` lists if one has them: other versions, else those with
 * the nearest name. Available packages come before known ones, compatible versions before others, newer before older
 * ones.
 */
export function packagesLike(
  snapshot: Snapshot,
  uri: string,
  source: PackageSource,
  { package: key = '', name = '', candidates = '' }: Missing,
): readonly string[] {
  const present = snapshot.root(uri)?.packages;
  const keys = [...new Set([...(present?.keys() ?? []), ...snapshot.known.keys()])];
  const meant = keys.some((one) => unversioned(one) === name) ? name : nearest(name, candidates.split(' '));
  const items = namedItems(source, key);
  const rank = (one: string) => (present?.has(one) ? 0 : 2) + (seriesOf(one) === seriesOf(key) ? 0 : 1);
  const others = keys.filter((one) => unversioned(one) === meant && one !== source.key && one !== key);
  const withItems = others.filter((one) =>
    items.every((item) => has(snapshot, uri, one, { ...item, types: [] })),
  );
  const withTypes = withItems.filter((one) => items.every((item) => has(snapshot, uri, one, item)));
  // A type that none of them has is misspelled.
  return (withTypes.length > 0 ? withTypes : withItems).sort(
    (a, b) => rank(a) - rank(b) || compareVersions(versionIn(b), versionIn(a)),
  );
}

const versionIn = (key: string): string => versionOf(key) ?? '0.0.0';

/** Versions of one series are compatible (semver.org): up to the first number that is not zero. */
const seriesOf = (key: string): string => /^(0\.)*\d+/.exec(versionOf(key) ?? '')?.[0] ?? '';

/** An interface or world that a package is named for, with the types that a `use` lists. */
interface NamedItem {
  readonly name: string;
  readonly types: readonly string[];
}

function namedItems(source: PackageSource, key: string): NamedItem[] {
  const paths = [...pathsOf(source)].filter((one) => one.key === key);
  return paths.flatMap(({ path, names }) =>
    path.name ? [{ name: path.name.text, types: names.map(({ name }) => name.text) }] : [],
  );
}

function has(snapshot: Snapshot, uri: string, key: string, { name, types }: NamedItem): boolean {
  const present = snapshot.root(uri)?.packages.get(key);
  if (present) {
    const item = present.items.get(name);
    return item !== undefined && types.every((type) => item.names.has(type));
  }
  const all = snapshot.known.get(key)?.source.main.parts.flatMap(({ items }) => items) ?? [];
  return all.some(
    (item) =>
      (item.kind === 'interface' || item.kind === 'world') &&
      item.name?.text === name &&
      types.every((type) => item.items.some(definesType(type))),
  );
}

const definesType =
  (type: string) =>
  (item: InterfaceItem | WorldItem): boolean =>
    item.kind === 'use'
      ? item.names.some(({ name, as }) => (as ?? name).text === type)
      : 'name' in item && item.name?.text === type;
