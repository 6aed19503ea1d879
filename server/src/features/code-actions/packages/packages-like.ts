import type { Snapshot } from '../../../analysis/snapshot.ts';
import { nearest } from '../../../base/nearest.ts';
import type { PackageSource } from '../../../packages/package-source.ts';
import { pathsOf } from '../../../resolve/package-paths.ts';
import type { TopLevelItem } from '../../../syntax/ast.ts';
import { compareVersions } from '../../../syntax/version.ts';
import { unversioned, versionOf } from '../../../base/ids.ts';

/** The details of `unknown-package`. */
interface Missing {
  readonly package?: string;
  readonly name?: string;
  readonly candidates?: string;
}

/**
 * Keys of the packages that may be meant by a missing one and contain the named item: other versions, else those with
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
  return keys
    .filter((one) => unversioned(one) === meant && one !== source.key && one !== key)
    .filter((one) => items.every((item) => has(snapshot, uri, one, item)))
    .sort((a, b) => rank(a) - rank(b) || compareVersions(versionIn(b), versionIn(a)));
}

const versionIn = (key: string): string => versionOf(key) ?? '0.0.0';

/** Versions of one series are compatible (semver.org): up to the first number that is not zero. */
const seriesOf = (key: string): string => /^(0\.)*\d+/.exec(versionOf(key) ?? '')?.[0] ?? '';

function namedItems(source: PackageSource, key: string): string[] {
  const paths = [...pathsOf(source)].filter((one) => one.key === key);
  return paths.flatMap(({ path }) => path.name?.text ?? []);
}

function has(snapshot: Snapshot, uri: string, key: string, item: string): boolean {
  const present = snapshot.root(uri)?.packages.get(key);
  if (present) return present.items.has(item);
  return snapshot.known.get(key)?.source.main.parts.some(({ items }) => items.some(isNamed(item))) ?? false;
}

const isNamed = (name: string) => (item: TopLevelItem) =>
  (item.kind === 'interface' || item.kind === 'world') && item.name?.text === name;
