import type { Place, Snapshot } from '../analysis/snapshot.ts';
import type { PackageSource } from '../packages/package-source.ts';
import type { ItemModel, ResolvedPackage } from '../resolve/model.ts';
import { packagesIn } from './name-at.ts';

/** The part of a path before the cursor: `ns:`, `ns:pkg/` or nothing yet. */
export interface PathSoFar {
  readonly namespace?: string;
  readonly package?: string;
  readonly version?: string;
  readonly name?: string;
}

/** Reads `ns:pkg/name@version`, or the start of it. */
export function pathIn(text: string): PathSoFar {
  const [, namespace, pack, name, version] =
    /^(?:%?([^:/@]*):)?(?:%?([^:/@]*)\/)?%?([^:/@]*)(?:@(.*))?$/.exec(text) ?? [];
  const parts = Object.entries({ namespace, package: pack, name, version });
  return Object.fromEntries(parts.filter(([, value]) => value !== undefined && value !== ''));
}

/** The item that a whole path names. */
export function itemNamed(snapshot: Snapshot, place: Place, path: PathSoFar): ItemModel | undefined {
  if (path.name === undefined) return undefined;
  if (path.namespace === undefined) return localItem(snapshot, place, path.name);
  const packages = packagesNamed(snapshot, place, path);
  const exact = packages.find(({ source: { id } }) => id?.version?.text === path.version) ?? packages[0];
  return exact?.items.get(path.name);
}

function localItem(snapshot: Snapshot, place: Place, name: string): ItemModel | undefined {
  const { uri } = place;
  for (const { items, fileScopes } of packagesAt(snapshot, place)) {
    const scope = fileScopes.get(uri)?.get(name)?.target?.scope;
    const found = items.get(name) ?? (scope as ItemModel | undefined);
    if (found) return found;
  }
  return undefined;
}

/** The package that a place is in: the file's, or one nested in it. Several only of a package that is defined twice. */
export function packagesAt(snapshot: Snapshot, { uri, offset }: Place): readonly ResolvedPackage[] {
  const file = snapshot.file(uri);
  const nested = file?.ast.items.find(
    (item) =>
      item.kind === 'nested-package' &&
      file.tokens.start(item.first) <= offset &&
      offset <= file.tokens.end(item.last),
  );
  const isHere = ({ parts, nested: isNested }: PackageSource) =>
    nested?.kind === 'nested-package' ? parts.some(({ items }) => items === nested.items) : !isNested;
  return packagesIn(snapshot.root(uri), uri).filter(({ source }) => isHere(source));
}

export function otherPackages(snapshot: Snapshot, place: Place): ResolvedPackage[] {
  const own = new Set(packagesAt(snapshot, place));
  return [...(snapshot.root(place.uri)?.packages.values() ?? [])].filter((one) => !own.has(one));
}

export function packagesNamed(
  snapshot: Snapshot,
  place: Place,
  { namespace, package: name }: PathSoFar,
): ResolvedPackage[] {
  return otherPackages(snapshot, place).filter(({ source: { id } }) => {
    return id?.namespace?.text === namespace && (name === undefined || id?.name?.text === name);
  });
}
