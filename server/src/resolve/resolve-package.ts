import { packageKey, type PackageSource } from '../packages/package-source.ts';
import { Context, type Packages } from './context.ts';
import { reportItemCycles, reportTypeCycles } from './cycles.ts';
import { declareItems } from './declare.ts';
import { elaborateWorld } from './elaborate.ts';
import { reportUsedWorlds, resolvePackages } from './paths.ts';
import { openFileScopes } from './file-scopes.ts';
import { resolveInterface } from './interfaces.ts';
import type { Definition, Features, ResolvedPackage, WorldModel } from './model.ts';
import { type Inclusion, includeWorld, resolveWorld } from './worlds.ts';

/**
 * Resolves every name of a package as far as possible; others are undefined and reported in `problems`. Never throws.
 *
 * @param packages the packages it can name, resolved before it
 * @param previous the same package before an edit that is invisible to its dependents; their references to it are
 * updated
 */
export function resolvePackage(
  source: PackageSource,
  features: Features,
  packages: Packages,
  previous?: ResolvedPackage,
): ResolvedPackage {
  const context = new Context(source, features, packages, previous);
  const definition = packageDefinition(context);
  resolvePackages(context);
  declareItems(context);
  openFileScopes(context);
  const named = [...context.interfaces];
  for (const model of named) resolveInterface(context, model);
  const inclusions = context.worlds.flatMap((world) => resolveWorld(context, world));
  reportUsedWorlds(context);
  reportItemCycles(context);
  for (const model of context.interfaces) reportTypeCycles(context, model, model.items);
  for (const world of context.worlds) reportTypeCycles(context, world, world.node.items);
  completeWorlds(context, inclusions);
  const { items, fileScopes, interfaces, worlds, references, problems, dependencies } = context;
  return {
    key: source.key,
    source,
    definition,
    items,
    fileScopes,
    interfaces,
    worlds,
    references,
    problems,
    dependencies,
    includes: new Set(inclusions.map(({ from }) => from.definition.package)),
  };
}

/** The package is defined in the first file that names it; the headers of others refer to it. */
function packageDefinition(context: Context): Definition | undefined {
  const { id, idFile, key, parts, nested } = context.source;
  if (!id?.name) return undefined;
  const definition = context.define('package', idFile.uri, id.name, id, undefined);
  if (id.namespace) context.refer(idFile.uri, id.namespace, definition);
  for (const { file } of nested ? [] : parts) {
    const other = file.ast.header?.id;
    if (file === idFile || !other?.namespace || !other.name || packageKey(other) !== key) continue;
    for (const name of [other.namespace, other.name]) context.refer(file.uri, name, definition);
  }
  return definition;
}

/** Includes and elaborates worlds, those that others include first. A circle is cut where it closes. */
function completeWorlds(context: Context, inclusions: readonly Inclusion[]): void {
  const started = new Set<WorldModel>();
  const complete = (world: WorldModel): void => {
    if (started.has(world)) return;
    started.add(world);
    for (const inclusion of inclusions) {
      if (inclusion.world !== world) continue;
      if (context.worlds.includes(inclusion.from)) complete(inclusion.from);
      if (inclusion.from !== world) includeWorld(context, inclusion);
    }
    elaborateWorld(context, world);
  };
  for (const world of context.worlds) complete(world);
}
