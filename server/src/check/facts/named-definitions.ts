import { once } from '../../base/once.ts';
import type { Definition, ResolvedPackage } from '../../resolve/model.ts';
import type { TokenIndex } from '../../syntax/ast.ts';

/** Where names are defined, by URI: that identifies a definition however often its package was resolved. */
type Places = ReadonlyMap<string, ReadonlySet<TokenIndex>>;

/** Whether any of these packages writes the name that a `use` brings in anywhere but in that `use`. */
export function isNamed({ uri, token }: Definition, packages: readonly ResolvedPackage[]): boolean {
  return packages.some((one) => namedIn(one).get(uri)?.has(token));
}

/** The used names in a package, with their places. Computed once for each resolved package. */
const namedIn = once((resolved: ResolvedPackage): Places => {
  const named = new Map<string, Set<TokenIndex>>();
  for (const [uri, tokens] of resolved.references) {
    for (const [token, definition] of tokens) {
      if (definition.kind !== 'use' || (definition.token === token && definition.uri === uri)) continue;
      const places = named.get(definition.uri);
      if (places) places.add(definition.token);
      else named.set(definition.uri, new Set([definition.token]));
    }
  }
  return named;
});
