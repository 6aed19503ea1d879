import type { Definition, ResolvedPackage } from '../resolve/model.ts';

const known = new WeakMap<ResolvedPackage, ReadonlySet<string>>();

/** Identifies a definition however often its package was resolved. */
const placeOf = ({ uri, token }: Definition): string => `${token} ${uri}`;

/** Whether any of these packages writes the name of a definition anywhere but where it is defined. */
export function isNamed(definition: Definition, packages: readonly ResolvedPackage[]): boolean {
  return packages.some((one) => namedIn(one).has(placeOf(definition)));
}

/** What the names of a package mean, apart from the definitions' own. Computed once for each resolved package. */
function namedIn(resolved: ResolvedPackage): ReadonlySet<string> {
  const before = known.get(resolved);
  if (before) return before;
  const named = new Set<string>();
  for (const [uri, tokens] of resolved.references) {
    for (const [token, definition] of tokens) {
      const isOwnName = definition.token === token && definition.uri === uri;
      if (definition.kind === 'use' && !isOwnName) named.add(placeOf(definition));
    }
  }
  known.set(resolved, named);
  return named;
}
