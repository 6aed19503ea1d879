import { grouped } from '../../../base/grouped.ts';
import { once } from '../../../base/once.ts';
import {
  isWorld,
  type InterfaceModel,
  type ResolvedPackage,
  type ResolvedRoot,
  type Scope,
} from '../../../resolve/model.ts';
import { written } from '../../written-name.ts';
import { foreignPath } from './foreign-path.ts';

/**
 * The interfaces that have a type of this name and can be used from a body without closing a circle: those of
 * the same package first, those that define it before those that use it themselves.
 */
export function interfacesWith(root: ResolvedRoot, scope: Scope, name: string): readonly InterfaceModel[] {
  const having = usableFrom(root, scope).filter((one) => isType(one, name));
  const rank = (one: InterfaceModel) =>
    (isOwn(one, scope) ? 0 : 2) + (one.names.get(name)?.kind === 'type' ? 0 : 1);
  return having.sort((a, b) => rank(a) - rank(b));
}

/** The interfaces that can be used from a body without closing a circle: those of the same package first. */
const usableFrom = (root: ResolvedRoot, scope: Scope): InterfaceModel[] =>
  usableByPackage(root, scope).flatMap(({ interfaces }) => interfaces);

/** `usableFrom` by package. */
export function usableByPackage(
  root: ResolvedRoot,
  scope: Scope,
): { readonly resolved: ResolvedPackage; readonly interfaces: readonly InterfaceModel[] }[] {
  const own = scope.definition.package;
  const dependents = dependentsOf(root, own);
  const known = new Map<InterfaceModel, boolean>();
  // A way from an interface back to the body leads only through packages that depend on that of the body.
  const isOnWay = ({ definition }: InterfaceModel) =>
    definition.package === own || dependents.has(definition.package);
  const mine = root.all.filter(({ key }) => key === own);
  const others = [...root.packages.values()].filter(({ key }) => key !== own && !dependents.has(key));
  return [
    ...mine.map((resolved) => ({
      resolved,
      interfaces: interfacesOf(resolved).filter((one) => !uses(one, scope, isOnWay, known)),
    })),
    ...others.map((resolved) => ({ resolved, interfaces: interfacesOf(resolved) })),
  ];
}

/** The named interfaces of a package. */
export const interfacesOf = once(({ items }: ResolvedPackage): readonly InterfaceModel[] =>
  [...items.values()].flatMap((item) => (isWorld(item) ? [] : [item])),
);

const isOwn = (one: InterfaceModel, { definition }: Scope): boolean =>
  one.definition.package === definition.package;

/** The path by which an interface is named in a body. */
export function pathTo(root: ResolvedRoot, { definition }: InterfaceModel, scope: Scope): string {
  const source = root.packages.get(definition.package)?.source;
  const isInSamePackage = source === undefined || definition.package === scope.definition.package;
  return isInSamePackage ? written(definition.name) : foreignPath(source, definition.name);
}

function isType({ names }: InterfaceModel, name: string): boolean {
  const found = names.get(name);
  return found !== undefined && found.kind !== 'function';
}

/** The keys of the packages that depend on one, at any distance. */
function dependentsOf(root: ResolvedRoot, key: string): ReadonlySet<string> {
  const users = usersOf(root);
  const found = new Set<string>(users.get(key));
  // The loop also visits the elements that it adds.
  for (const one of found) for (const user of users.get(one) ?? []) found.add(user);
  return found;
}

/** The packages that name each one. */
const usersOf = once((root: ResolvedRoot): ReadonlyMap<string, readonly string[]> => {
  const pairs = [...root.packages.values()].flatMap(({ key, dependencies }) =>
    [...dependencies].map((on) => ({ on, key })),
  );
  return grouped(
    pairs,
    ({ on }) => on,
    ({ key }) => key,
  );
});

/** Whether an interface is that of the body, or uses it. @param isOnWay whether an interface may use the body */
function uses(
  candidate: InterfaceModel,
  scope: Scope,
  isOnWay: (one: InterfaceModel) => boolean,
  known: Map<InterfaceModel, boolean>,
): boolean {
  if (candidate === scope) return true;
  if (!isOnWay(candidate)) return false;
  const found = known.get(candidate);
  if (found !== undefined) return found;
  // A circle is met here again.
  known.set(candidate, false);
  const is = [...candidate.dependencies].some((dependency) => uses(dependency, scope, isOnWay, known));
  known.set(candidate, is);
  return is;
}
