import type { FileRange, Place, Snapshot } from '../../analysis/snapshot.ts';
import type { Definition, ResolvedRoot } from '../../resolve/model.ts';
import { meaning, nameAt, namesIn, tokenRange } from '../name-at.ts';

export interface Reference extends FileRange {
  /** Whether the name is defined here. */
  readonly declares: boolean;
}

/** Every place that means the same as the name under the cursor, through `use` and across packages. Undefined where there is no name. */
export function references(
  snapshot: Snapshot,
  place: Place,
  { includeDeclaration }: { readonly includeDeclaration: boolean },
): readonly Reference[] | undefined {
  const found = nameAt(snapshot, place);
  if (found === undefined) return undefined;
  const target = meaning(found.definition);
  const places = rootsThatSee(snapshot, place.uri, target.uri).flatMap((root) => [
    ...referencesIn(snapshot, root, target),
  ]);
  const all = [...new Map(places.map((one) => [`${one.uri} ${one.start}`, one])).values()];
  return includeDeclaration ? all : all.filter(({ declares }) => !declares);
}

/** The root that one looks from, and all others that read the file of a definition: several may, and its own. */
export function rootsThatSee(snapshot: Snapshot, uri: string, defined: string): readonly ResolvedRoot[] {
  const own = snapshot.root(uri);
  return [...new Set([...(own ? [own] : []), ...snapshot.rootsWith(defined)])];
}

/** @param only look in this file alone */
export function* referencesIn(
  snapshot: Snapshot,
  root: ResolvedRoot,
  target: Definition,
  only?: string,
): Generator<Reference> {
  for (const { uri, token, definition } of namesIn(root, only)) {
    if (!isSame(meaning(definition), target)) continue;
    const range = tokenRange(snapshot, uri, token, token);
    if (range) yield { ...range, declares: uri === target.uri && token === target.token };
  }
}

/** Packages that are resolved at different times have definitions of their own for one name. */
export function isSame(one: Definition, other: Definition): boolean {
  return one === other || (one.uri === other.uri && one.token === other.token);
}
