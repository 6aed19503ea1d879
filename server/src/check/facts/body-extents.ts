import { once } from '../../base/once.ts';
import { final } from '../../resolve/context.ts';
import type { ResolvedPackage } from '../../resolve/model.ts';
import type { Span } from '../../syntax/ast.ts';
import { type Body, bodiesOf, functionsIn, isTypeDefinition, spanOf } from './scopes.ts';
import { type Extent, Extents, writtenDefinition, writtenFunction, writtenItem } from './type-extent.ts';

interface Measured {
  readonly body: Body;
  /** As deep as the deepest of its types and functions, and of the size of all together, the used ones too. */
  readonly whole: Extent;
  /** Each type and function, from top to bottom. */
  parts(): Iterable<Part>;
}

interface Part {
  readonly at: Span;
  readonly extent: Extent;
}

/** How much there is in each body. It is asked for its parts only where the whole is too much. */
export const extentsIn = once((resolved: ResolvedPackage): readonly Measured[] => {
  const extents = new Extents();
  return bodiesOf(resolved).map((body) => ({
    body,
    whole: wholeOf(body, extents),
    parts: () => partsOf(body, extents),
  }));
});

function wholeOf({ items, scope }: Body, extents: Extents): Extent {
  let [depth, size] = [0, 1];
  for (const item of items) {
    const extent = extents.of(scope, writtenItem(item));
    depth = Math.max(depth, extent.depth);
    size += extent.size;
    if (item.kind !== 'use') continue;
    for (const { name, as } of item.names) {
      const used = scope.names.get((as ?? name).text);
      size += extents.ofDefinition(used && final(used)).size;
    }
  }
  return { depth, size };
}

function* partsOf({ items, scope }: Body, extents: Extents): Generator<Part> {
  for (const item of items) {
    if (isTypeDefinition(item) && item.name)
      yield { at: spanOf(item.name), extent: extents.of(scope, writtenDefinition(item)) };
    for (const { at, func } of functionsIn(item))
      yield { at, extent: extents.of(scope, writtenFunction(func)) };
  }
}
