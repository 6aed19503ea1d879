import { once } from '../../base/once.ts';
import { final } from '../../resolve/context.ts';
import type { ResolvedRoot } from '../../resolve/model.ts';
import type { Span } from '../../syntax/ast.ts';
import type { TypesContext } from '../rule.ts';
import { type Body, bodiesOf, byItems, functionsIn, isTypeDefinition, spanOf } from './scopes.ts';
import { knownOfTypes } from './type-states.ts';
import { type Extent, Extents, writtenDefinition, writtenFunction, writtenFunctions } from './type-extent.ts';

/** A type or function of a body. */
interface Part {
  readonly at: Span;
  readonly extent: Extent;
}

const extentsOf = once((root: ResolvedRoot) => new Extents(knownExtents(root)));
const knownExtents = knownOfTypes<Extent>();

/** The size of each body. Its parts are measured only if the whole is too large. */
export const extentsIn = once((context: TypesContext): readonly MeasuredBody[] => {
  const extents = extentsOf(context.root);
  return bodiesOf(context.package).map((body) => new MeasuredBody(body, extents));
});

class MeasuredBody {
  /** At least as deep as each of its types and functions, and as large as all together, the used ones too. */
  readonly whole: Extent;
  readonly #extents: Extents;
  #parts: readonly Part[] | undefined;

  constructor(
    readonly body: Body,
    extents: Extents,
  ) {
    this.whole = wholeOf(body, extents);
    this.#extents = extents;
  }

  /** Each type and function, from top to bottom. */
  get parts(): readonly Part[] {
    return (this.#parts ??= [...partsOf(this.body, this.#extents)]);
  }

  /** The exact size of all together: worth its time only where that of `whole` is too large. */
  get size(): number {
    const used = [...this.body.scope.names.values()].filter(({ kind }) => kind === 'use');
    const ofUsed = used.reduce((sum, name) => sum + this.#extents.ofDefinition(final(name)).size, 1);
    return this.parts.reduce((sum, { extent }) => sum + extent.size, ofUsed);
  }
}

/** Names in functions are not looked up, for there are many: each counts as the largest type of the body. */
function wholeOf(body: Body, extents: Extents): Extent {
  let [deepest, largest, types] = [1, 1, 1];
  for (const name of body.scope.names.values()) {
    if (name.kind === 'function') continue;
    const { depth, size } = extents.ofDefinition(final(name));
    if (depth > deepest) deepest = depth;
    if (size > largest) largest = size;
    types += size;
  }
  const { depth, size, names } = functionsWritten(body);
  return { depth: depth + deepest, size: types + size + names * largest };
}

/** The functions of a body: the deepest as it is written, the sizes of all together, and how many names are in them. */
const functionsWritten = byItems((items) => {
  const all = { depth: 0, size: 0, names: 0 };
  for (const item of items) {
    const { depth, size, names } = writtenFunctions(item);
    all.depth = Math.max(all.depth, depth);
    all.size += size;
    all.names += names;
  }
  return all;
});

function* partsOf({ items, scope }: Body, extents: Extents): Generator<Part> {
  for (const item of items) {
    if (isTypeDefinition(item) && item.name)
      yield { at: spanOf(item.name), extent: extents.of(scope, writtenDefinition(item)) };
    for (const { at, func } of functionsIn(item))
      yield { at, extent: extents.of(scope, writtenFunction(func)) };
  }
}
