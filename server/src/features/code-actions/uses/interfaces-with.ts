import { isWorld, type InterfaceModel, type ResolvedRoot, type Scope } from '../../../resolve/model.ts';
import { written } from '../../written-name.ts';
import { foreignPath } from './foreign-path.ts';

/**
 * The interfaces that have a type of this name and can be used from a body without closing a circle: those of
 * the same package first, those that define it before those that use it themselves.
 */
export function interfacesWith(root: ResolvedRoot, scope: Scope, name: string): readonly InterfaceModel[] {
  const own = scope.definition.package;
  const packages = [...root.packages.values()].filter(({ key }) => key === own || !dependsOn(root, key, own));
  const all = packages.flatMap(({ items }) =>
    [...items.values()].flatMap((item) => (isWorld(item) ? [] : [item])),
  );
  const having = all.filter((one) => isType(one, name) && !uses(one, scope));
  const rank = (one: InterfaceModel) =>
    (one.definition.package === own ? 0 : 2) + (one.names.get(name)?.kind === 'type' ? 0 : 1);
  return having.sort((a, b) => rank(a) - rank(b));
}

/** The path by which an interface is named in a body. */
export function pathTo(root: ResolvedRoot, { definition }: InterfaceModel, scope: Scope): string {
  const source = root.packages.get(definition.package)?.source;
  const isOwn = source === undefined || definition.package === scope.definition.package;
  return isOwn ? written(definition.name) : foreignPath(source, definition.name);
}

function isType({ names }: InterfaceModel, name: string): boolean {
  const found = names.get(name);
  return found !== undefined && found.kind !== 'function';
}

function dependsOn(root: ResolvedRoot, key: string, on: string, seen = new Set<string>()): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  const dependencies = [...(root.packages.get(key)?.dependencies ?? [])];
  return dependencies.some((one) => one === on || dependsOn(root, one, on, seen));
}

/** Whether an interface is the one of the body, or stands on it. */
function uses(one: InterfaceModel, scope: Scope, seen = new Set<InterfaceModel>()): boolean {
  if (one === scope) return true;
  if (seen.has(one)) return false;
  seen.add(one);
  return [...one.dependencies].some((dependency) => uses(dependency, scope, seen));
}
