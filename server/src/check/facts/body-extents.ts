import type { Span } from '../../syntax/ast.ts';
import { once } from '../../base/once.ts';
import { bodiesOf, type Body, functionsIn, isTypeDefinition, spanOf } from './scopes.ts';
import { type Extent, Extents } from './type-extent.ts';
import type { ResolvedPackage } from '../../resolve/model.ts';

interface Measured {
  readonly body: Body;
  readonly parts: readonly { readonly at: Span; readonly extent: Extent }[];
}

/** The types and functions of each body, a function with what is around its types. */
export const extentsIn = once((resolved: ResolvedPackage): readonly Measured[] => {
  const extents = new Extents();
  return bodiesOf(resolved).map((body) => ({ body, parts: [...measured(body, extents)] }));
});

function* measured({ items, scope }: Body, extents: Extents): Generator<{ at: Span; extent: Extent }> {
  for (const item of items) {
    const definition = isTypeDefinition(item) && item.name ? scope.names.get(item.name.text) : undefined;
    if (definition && isTypeDefinition(item))
      yield { at: spanOf(item.name!), extent: extents.ofDefinition(definition) };
    for (const { at, func } of functionsIn(item)) {
      let depth = 1;
      for (const type of [...func.params.map((param) => param.type), func.result]) {
        if (type) depth = Math.max(depth, extents.of(scope, type).depth + 1);
      }
      yield { at, extent: { depth } };
    }
  }
}
