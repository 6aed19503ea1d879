import type { Attribute, Path, TopLevelUse } from '../syntax/ast.ts';
import { packageKey } from '../packages/package-source.ts';
import { type Context, nameRange, rangeOf } from './context.ts';
import { foreignItems } from './foreign-items.ts';
import { isExcluded } from './gates.ts';
import { pathsOf } from './package-paths.ts';
import {
  isAround,
  isWorld,
  type Definition,
  type InterfaceModel,
  type ItemModel,
  type WorldModel,
} from './model.ts';
import { unversioned } from '../base/ids.ts';

/**
 * The item that a path names, seen from a file. Its problems are reported once; it is undefined then, and for an
 * incomplete path.
 */
export function itemAt(context: Context, uri: string, path: Path | undefined): ItemModel | undefined {
  if (!path?.name) return undefined;
  return path.package ? foreignItem(context, uri, path) : localItem(context, uri, path);
}

function localItem(context: Context, uri: string, { name }: Path): ItemModel | undefined {
  const imported = context.fileScopes.get(uri)?.get(name!.text);
  const item = imported ? context.modelOf.get(imported.target ?? imported) : context.items.get(name!.text);
  if (item) context.refer(uri, name!, imported ?? item.definition);
  // Names from an unresolved `use` have been reported there.
  else if (!imported) reportUnknownItem(context, uri, name!);
  return item;
}

function reportUnknownItem(context: Context, uri: string, name: { text: string; token: number }): void {
  const imported = context.fileScopes.get(uri)?.keys() ?? [];
  // An item that uses or includes itself would be the next mistake.
  const others = [...context.items].filter(([, { definition }]) => !isAround(definition, uri, name.token));
  const candidates = context.candidates([...others.map(([other]) => other), ...imported]);
  context.report('unknown-item', nameRange(uri, name), { name: name.text, candidates });
}

function foreignItem(context: Context, uri: string, path: Path): ItemModel | undefined {
  const key = packageKey(path.package);
  if (key === '') return undefined;
  const found = context.packages.get(key);
  // A missing package has been reported once.
  if (!found) return undefined;
  if (found.definition) referToPackage(context, uri, path, found.definition);
  return itemOf(context, uri, path, found.items.get(path.name!.text), key);
}

/**
 * Resolves the target of a path. An item of another package is not looked for by the reference while only statements
 * behind disabled gates name it, and its problems are reported where the first statement does.
 */
export function behindGate<T>(
  context: Context,
  attributes: readonly Attribute[],
  path: Path | undefined,
  resolve: () => T,
): T {
  const isNeeded = () => foreignItems(context, context.features).byFirst.has(path!);
  return isForeignBehindGate(context, attributes, path) && !isNeeded()
    ? withoutReports(context, resolve)
    : resolve();
}

/** Resolves names in the target of a path: the reference does not look for them behind a disabled gate. */
export function namesBehindGate(
  context: Context,
  attributes: readonly Attribute[],
  path: Path | undefined,
  resolve: () => void,
): void {
  if (isForeignBehindGate(context, attributes, path)) withoutReports(context, resolve);
  else resolve();
}

const isForeignBehindGate = (
  { features }: Context,
  attributes: readonly Attribute[],
  path: Path | undefined,
): boolean => path?.package !== undefined && isExcluded(attributes, features);

function withoutReports<T>({ problems }: Context, resolve: () => T): T {
  const before = problems.length;
  const resolved = resolve();
  problems.splice(before);
  return resolved;
}

/** Records the kinds that paths into other packages imply, and reports each missing package once. */
export function resolvePackages(context: Context): void {
  for (const { file, path, key, kind } of pathsOf(context.source)) {
    const item = `${key}/${path.name?.text ?? ''}`;
    if (!context.expectedKinds.has(item)) context.expectedKinds.set(item, kind);
    if (key === '' || context.dependencies.has(key)) continue;
    context.dependencies.add(key);
    if (context.packages.has(key)) continue;
    context.report('unknown-package', rangeOf(file.uri, path.package!), missing(context, key));
  }
}

/** The details of a missing package: `others` are versions of it that were found, `known` those one could add. */
function missing({ packages }: Context, key: string): Readonly<Record<string, string>> {
  const [there, known] = [[...packages.keys()], [...packages.known()]];
  const versions = (keys: string[]) =>
    keys.filter((other) => unversioned(other) === unversioned(key)).join(' ');
  const candidates = [...new Set([...there, ...known].map(unversioned))].join(' ');
  const hints = packages.manifestHints(key);
  return {
    package: key,
    name: unversioned(key),
    others: versions(there),
    known: versions(known),
    candidates,
    ...hints,
  };
}

const foreignKey = (path: Path | undefined): string | undefined =>
  path?.package && path.name ? `${packageKey(path.package)}/${path.name.text}` : undefined;

/** The kind that the package expects of the item at the end of a path; undefined for its own items. */
function expectedKind(
  context: Context,
  uri: string,
  path: Path | undefined,
): 'interface' | 'world' | undefined {
  const alias = path?.name && !path.package ? context.fileScopes.get(uri)?.get(path.name.text) : undefined;
  const through = alias ? (alias.node as TopLevelUse).path : path;
  return context.expectedKinds.get(foreignKey(through) ?? '');
}

function referToPackage(context: Context, uri: string, { package: id }: Path, definition: Definition): void {
  if (id?.namespace) context.refer(uri, id.namespace, definition);
  if (id?.name) context.refer(uri, id.name, definition);
}

function itemOf(
  context: Context,
  uri: string,
  path: Path,
  item: ItemModel | undefined,
  key: string,
): ItemModel | undefined {
  const name = path.name!;
  if (item) {
    context.refer(uri, name, item.definition);
    context.modelOf.set(item.definition, item);
  } else {
    const candidates = context.candidates(context.packages.get(key)?.items.keys() ?? []);
    context.report('unknown-item-in-package', nameRange(uri, name), {
      name: name.text,
      package: key,
      candidates,
    });
  }
  return item;
}

/** The interface that a path leads to; one that is missing or something else is reported. */
export function interfaceAt(
  context: Context,
  uri: string,
  path: Path | undefined,
): InterfaceModel | undefined {
  const item = itemAt(context, uri, path);
  const isIncluded = expectedKind(context, uri, path) === 'world';
  if (!isIncluded && (!item || !isWorld(item))) return item;
  const throughUse = item && context.worldsUsedAsInterfaces.get(item);
  if (throughUse && !path!.package) return undefined;
  const detail = { name: path!.name!.text, isIncluded: isIncluded ? 'yes' : '' };
  context.report('not-an-interface', nameRange(uri, path!.name!), detail);
  return undefined;
}

/** A top-level `use` of another package's world that is reported nowhere else. */
export function reportUsedWorlds(context: Context): void {
  for (const [world, at] of context.worldsUsedAsInterfaces)
    if (!context.reported.has(at)) context.report('not-an-interface', at, { name: world.definition.name });
}

/** The world that a path leads to; one that is missing or something else is reported. */
export function worldAt(context: Context, uri: string, path: Path | undefined): WorldModel | undefined {
  const item = itemAt(context, uri, path);
  const isTaken = expectedKind(context, uri, path) === 'interface';
  if (!isTaken && (!item || isWorld(item))) return item;
  const throughUse = item && context.worldsUsedAsInterfaces.get(item);
  if (throughUse) context.reported.add(throughUse);
  const isUsed = isTaken && (!item || isWorld(item));
  const detail = { name: path!.name!.text, isUsed: isUsed ? 'yes' : '' };
  context.report('not-a-world', nameRange(uri, path!.name!), detail);
  return undefined;
}
