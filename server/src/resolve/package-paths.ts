import { grouped } from '../base/grouped.ts';
import { once } from '../base/once.ts';
import type { Attribute, Path, Renaming, TopLevelItem, WorldItem, InterfaceItem } from '../syntax/ast.ts';
import { packageKey, type PackageSource } from '../packages/package-source.ts';
import type { ParsedFile } from '../syntax/parse.ts';
import { gateOf } from './gates.ts';

/** A path into a package, with the package's key; the key is empty while the name is not complete. */
export interface PackagePath extends TypedPath {
  readonly key: string;
}

/** A path, the kind of item that the statement around it takes, and the attributes of the statement. */
interface TypedPath {
  readonly path: Path;
  readonly kind: 'interface' | 'world';
  readonly attributes: readonly Attribute[];
  /** The types that a `use` in a body names. */
  readonly names: readonly Renaming[];
  readonly stage: Stage;
}

/**
 * The reference looks up the names of a package's own items in stages: those of interfaces and of `include` to sort the
 * items, those of top-level `use`, those of any other `use`, and at last imports and exports.
 */
type Stage = 'sorting' | 'file' | 'use' | 'extern';

/** Every path of a package that names a package, in the order in which the reference meets them. */
export function* pathsOf(source: PackageSource): Generator<PackagePath & { file: ParsedFile }> {
  for (const { file, items } of source.parts) {
    for (const found of packagePaths(items)) yield { file, ...found };
  }
}

/** Of the items of one file. */
export const packagePaths = once((items: readonly TopLevelItem[]): readonly PackagePath[] =>
  typedPaths(items).flatMap((one) =>
    one.path.package === undefined ? [] : [{ ...one, key: packageKey(one.path.package) }],
  ),
);

/** The keys of the packages that the items of one file name, which every file is asked for at each keystroke. */
export const packagesNamedIn = once((items: readonly TopLevelItem[]): readonly string[] => [
  ...new Set(packagePaths(items).map(({ key }) => key)),
]);

const stages: readonly Stage[] = ['sorting', 'file', 'use', 'extern'];

/** Every path of a package, in the order in which the reference looks up what it names. */
export function lookUpsOf(source: PackageSource): readonly (TypedPath & { readonly uri: string })[] {
  const all = [...allPathsOf(source)];
  return stages.flatMap((stage) => {
    const found = all.filter((one) => one.stage === stage);
    // Imports and exports are looked up as they are written.
    return stage === 'extern' ? [...grouped(found, ({ uri }) => uri).values()].flatMap(byPlace) : found;
  });
}

const byPlace = <T extends TypedPath>(paths: readonly T[]): T[] =>
  paths.toSorted((a, b) => a.path.first - b.path.first);

/** Every path of a package, in the order in which the reference meets them. */
export function* allPathsOf(source: PackageSource): Generator<TypedPath & { readonly uri: string }> {
  for (const { file, items } of source.parts)
    for (const found of typedPaths(items)) yield { uri: file.uri, ...found };
}

/** Every path of some items, those within the package as well; not those of nested packages. */
export const pathsIn = once((items: readonly TopLevelItem[]): readonly Path[] =>
  typedPaths(items).map(({ path }) => path),
);

/** Whether one of some items uses types behind the gate of a feature; almost none does. */
export const hasGatedUse = once((items: readonly TopLevelItem[]): boolean =>
  typedPaths(items).some(
    ({ names, attributes }) => names.length > 0 && gateOf(attributes).kind === 'unstable',
  ),
);

const typedPaths = once((items: readonly TopLevelItem[]): readonly TypedPath[] => items.flatMap(pathsOfItem));

interface Statement {
  readonly attributes: readonly Attribute[];
  readonly names?: readonly Renaming[];
}

/** To the reference a top-level `use` names an interface. */
const ofInterface = (
  path: Path | undefined,
  { attributes, names = [] }: Statement,
  stage: Stage,
): TypedPath[] => (path ? [{ path, kind: 'interface', attributes, names, stage }] : []);

function pathsOfItem(item: TopLevelItem): readonly TypedPath[] {
  switch (item.kind) {
    case 'top-level-use':
      return ofInterface(item.path, item, 'file');
    case 'interface':
      return usedPaths(item.items, 'sorting');
    case 'world':
      return byRank(item.items).flatMap(pathsOfWorldItem);
    default:
      // A nested package is a package of its own.
      return [];
  }
}

const usedPaths = (items: readonly InterfaceItem[], stage: Stage): TypedPath[] =>
  items.flatMap((item) => (item.kind === 'use' ? ofInterface(item.path, item, stage) : []));

/** `use` and `include` come first, then imports, then exports. */
function byRank(items: readonly WorldItem[]): WorldItem[] {
  const rank = (item: WorldItem): number => {
    if (item.kind !== 'extern') return 0;
    return item.direction === 'import' ? 1 : 2;
  };
  return [...items].sort((a, b) => rank(a) - rank(b));
}

function pathsOfWorldItem(item: WorldItem): readonly TypedPath[] {
  if (item.kind === 'use') return ofInterface(item.path, item, 'use');
  if (item.kind === 'include') {
    const { path, attributes } = item;
    return path ? [{ path, kind: 'world', attributes, names: [], stage: 'sorting' }] : [];
  }
  if (item.kind !== 'extern') return [];
  const { target } = item;
  if (target?.kind === 'path' || target?.kind === 'named-path')
    return ofInterface(target.path, item, 'extern');
  return target?.kind === 'interface' ? usedPaths(target.items, 'use') : [];
}
