import { once } from '../../base/once.ts';
import { final } from '../../resolve/context.ts';
import type { Span } from '../../syntax/ast.ts';
import type { TypesContext } from '../rule.ts';
import { type Body, bodiesOf, functionsIn, isTypeDefinition, spanOf } from './scopes.ts';
import { type Extent, Extents, writtenDefinition, writtenFunction, writtenFunctions } from './type-extent.ts';

interface Measured {
  readonly body: Body;
  /** At least as deep as each of its types and functions, and as large as all together, the used ones too. */
  readonly whole: Extent;
  /** Each type and function, from top to bottom. */
  parts(): Iterable<Part>;
}

interface Part {
  readonly at: Span;
  readonly extent: Extent;
}

/** How much there is in each body. It is asked for its parts only where the whole is too much. */
export const extentsIn = once((context: TypesContext): readonly Measured[] => {
  const extents = new Extents();
  return bodiesOf(context.package).map((body) => ({
    body,
    whole: wholeOf(body, extents),
    parts: () => partsOf(body, extents),
  }));
});

/** Names in functions are not looked up, for there are many: each counts as the largest type of the body. */
function wholeOf({ items, scope }: Body, extents: Extents): Extent {
  const types = [...scope.names.values()]
    .filter(({ kind }) => kind !== 'function')
    .map((name) => extents.ofDefinition(final(name)));
  const functions = items.map((item) => writtenFunctions(item));
  const deepest = types.reduce((most, { depth }) => Math.max(most, depth), 1);
  const largest = types.reduce((most, { size }) => Math.max(most, size), 1);
  return {
    depth: functions.reduce((most, { depth }) => Math.max(most, depth + deepest), deepest),
    size:
      types.reduce((sum, { size }) => sum + size, 1) +
      functions.reduce((sum, { size, names }) => sum + size + names.length * largest, 0),
  };
}

function* partsOf({ items, scope }: Body, extents: Extents): Generator<Part> {
  for (const item of items) {
    if (isTypeDefinition(item) && item.name)
      yield { at: spanOf(item.name), extent: extents.of(scope, writtenDefinition(item)) };
    for (const { at, func } of functionsIn(item))
      yield { at, extent: extents.of(scope, writtenFunction(func)) };
  }
}
