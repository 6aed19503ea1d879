import { getterOf } from '../resolve/flat-name.ts';
import { accessorOf } from '../resolve/functions.ts';
import type { Definition, ResolvedRoot } from '../resolve/model.ts';
import type { Extern } from '../syntax/ast.ts';
import { isSame } from './navigation/references.ts';

/**
 * The other halves of an accessor: a getter and its setter are one property under one name, in one body or in the worlds
 * that get one of them by an `include`.
 */
export function accessorPartners(root: ResolvedRoot, definition: Definition): readonly Definition[] {
  if (!accessorOf(definition.node)) return [];
  const found = new Set([definition]);
  const pairs = pairsInWorlds(root);
  // Those that are added on the way are looked at as well: a getter may be included in several worlds with setters.
  for (const one of found) {
    const beside = partnerBeside(root, one);
    if (beside) found.add(beside);
    for (const [getter, setter] of pairs) {
      if (isSame(getter, one)) found.add(setter);
      if (isSame(setter, one)) found.add(getter);
    }
  }
  found.delete(definition);
  return [...found];
}

function partnerBeside(root: ResolvedRoot, definition: Definition): Definition | undefined {
  const accessor = accessorOf(definition.node);
  for (const { references } of root.all)
    for (const [token, other] of references.get(definition.uri) ?? []) {
      const isDefined = other.token === token && other.name === definition.name;
      const otherAccessor = isDefined ? accessorOf(other.node) : undefined;
      if (!otherAccessor || otherAccessor === accessor || !isBeside(definition, other)) continue;
      return other;
    }
  return undefined;
}

/** Whether both are in the same interface, resource or side of a world. */
const isBeside = (one: Definition, other: Definition): boolean =>
  one.container?.token === other.container?.token && side(one) === side(other);

const side = ({ node }: Definition): string =>
  node.kind === 'extern' ? (node as Extern).direction : (node.kind ?? '');

/** The getters and setters of worlds, with those that an `include` brings under their own names. */
function pairsInWorlds(root: ResolvedRoot): (readonly [getter: Definition, setter: Definition])[] {
  const sides = root.all.flatMap(({ worlds }) => worlds.flatMap((world) => [world.imports, world.exports]));
  return sides.flatMap((items) =>
    [...items.values()].flatMap((setter) => {
      const getter = items.get(getterOf(setter.key) ?? '');
      return getter?.definition && setter.definition && getter.definition.name === setter.definition.name
        ? [[getter.definition, setter.definition] as const]
        : [];
    }),
  );
}
