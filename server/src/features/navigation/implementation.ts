import type { Place, Snapshot } from '../../analysis/snapshot.ts';
import { grouped } from '../../base/grouped.ts';
import type { Definition, References, ResolvedRoot, WorldModel } from '../../resolve/model.ts';
import type { Name, WorldItem } from '../../syntax/ast.ts';
import { meaning, nameAt } from '../name-at.ts';
import { implementingSources } from './guest-sources.ts';
import { rootsThatSee } from './references.ts';
import { type Item, type Target, targetsOf } from './target.ts';

/**
 * Of an interface, and of its functions and resources: the implementations in sources of the workspace's components,
 * and the worlds that export it, whose components implement it. Of a world: the worlds that include it, since their
 * components implement it, too. Both through any number of includes and with all features enabled; each world is one
 * target, at the export or include.
 */
export function implementation(snapshot: Snapshot, place: Place): readonly Target[] {
  const found = nameAt(snapshot, place);
  if (found === undefined) return [];
  const { tokens } = found.file;
  const origin = { start: tokens.start(found.token), end: tokens.end(found.token) };
  const sources = implementingSources(snapshot, found.definition).map(
    ({ uri, lines, found: { start, end, whole } }) => ({ uri, lines, start, end, whole, origin }),
  );
  const target = implemented(meaning(found.definition));
  if (target === undefined) return sources;
  const worlds = rootsThatSee(snapshot, place.uri, target.uri).flatMap((root) =>
    implementing(inclusionsByName(root), target),
  );
  return [...sources, ...targetsOf(snapshot, found, worlds)];
}

/** The reference by which a world implements an item; types are not implemented. */
function implemented(definition: Definition): Definition | undefined {
  const { kind, node, container } = definition;
  if (kind === 'interface' || kind === 'world') return definition;
  const isMade = kind === 'function' || node.kind === 'resource';
  return isMade && container ? implemented(container) : undefined;
}

/** A place in a world that makes something else a part of it. */
interface Inclusion extends Item {
  /** `idOf` the exported or included definition. */
  readonly what: string;
  readonly by: Definition;
}

/** By definition: the worlds that export or include it. */
type Inclusions = ReadonlyMap<string, readonly Inclusion[]>;

/** Packages that are resolved at different times have definitions of their own for one name. */
const idOf = ({ uri, token }: Definition): string => `${uri} ${token}`;

function implementing(inclusionsByName: Inclusions, target: Definition): readonly Inclusion[] {
  const worlds = new Map<string, Inclusion>();
  const rest = [target];
  for (const one of rest) {
    for (const taken of inclusionsByName.get(idOf(one)) ?? []) {
      if (worlds.has(idOf(taken.by))) continue;
      worlds.set(idOf(taken.by), taken);
      rest.push(taken.by);
    }
  }
  return [...worlds.values()];
}

function inclusionsByName({ all }: ResolvedRoot): Inclusions {
  const found = all.flatMap(({ worlds, references }) =>
    worlds.flatMap((world) => inclusionsIn(world, references)),
  );
  return grouped(found, ({ what }) => what);
}

function inclusionsIn({ node, file, definition }: WorldModel, references: References): Inclusion[] {
  return node.items.flatMap((item) => {
    const name = nameTaken(item);
    const what = name && references.get(file)?.get(name.token);
    if (name === undefined || what === undefined) return [];
    return [{ what: idOf(meaning(what)), uri: file, token: name.token, node: item, by: definition }];
  });
}

function nameTaken(item: WorldItem): Name | undefined {
  if (item.kind === 'include') return item.path?.name;
  if (item.kind !== 'extern' || item.direction !== 'export') return undefined;
  const { target } = item;
  return target && 'path' in target ? target.path.name : undefined;
}
