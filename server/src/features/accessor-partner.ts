import { accessorOf } from '../resolve/functions.ts';
import type { Definition, ResolvedRoot } from '../resolve/model.ts';
import type { Extern } from '../syntax/ast.ts';

/** The setter of a getter, and the getter of a setter: both are one property under one name. */
export function accessorPartner(root: ResolvedRoot, definition: Definition): Definition | undefined {
  const accessor = accessorOf(definition.node);
  if (!accessor) return undefined;
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
