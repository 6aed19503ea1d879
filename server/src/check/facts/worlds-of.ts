import type { InterfaceModel, OffsetRange, ResolvedPackage, TokenRange } from '../../resolve/model.ts';

/**
 * Whether a place belongs to something that a world of the package is made of: the world itself, an
 * interface that it imports or exports, or the name of the package.
 */
export function isInWorld({ worlds, interfaces }: ResolvedPackage, at: TokenRange | OffsetRange): boolean {
  const here = interfaces.find((model) => contains(model, at));
  if (!here) return worlds.length > 0;
  return worlds.some(({ imports, exports }) =>
    [...imports.values(), ...exports.values()].some((item) => item.interface === here),
  );
}

function contains({ definition }: InterfaceModel, at: TokenRange | OffsetRange): boolean {
  if (!('first' in at) || definition.uri !== at.uri) return false;
  return definition.node.first <= at.first && at.last <= definition.node.last;
}
