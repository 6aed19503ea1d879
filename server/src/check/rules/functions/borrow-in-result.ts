import { rangeOf } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import { writesBorrow } from '../../../resolve/types.ts';
import type { Type } from '../../../syntax/ast.ts';
import type { Item, Rule, TypesContext } from '../../rule.ts';
import { itemsReached } from '../../facts/reached-items.ts';
import {
  bodiesOf,
  byItems,
  functionsIn,
  functionsOf,
  isIncluded,
  isTypeDefinition,
  restrictedIn,
} from '../../facts/scopes.ts';
import { holdsBorrow } from '../../facts/type-graph.ts';

export const borrowInResult: Rule = {
  code: 'borrow-in-result',
  ids: ['F4'],
  severity: 'error',
  title: `The result of a function must not contain a \`borrow\`.`,
  explanation: `A borrowed handle ends with the call, but a result outlives it. This holds at any depth. Return the resource itself (owned), or an index.`,
  examples: {
    accept: [
      `package a:b;
interface i { resource r; f: func(a: borrow<r>) -> r; }
`,
    ],
    reject: [
      `package a:b;
interface i { resource r; f: func() -> option<borrow<r>>; }
`,
      `package a:b;
interface i { resource r; resource c { constructor() -> result<c, borrow<r>>; } }
`,
    ],
  },
  message: ({ name }) =>
    `The result of \`${name}\` contains a \`borrow\`, which ends with the call. Return the resource itself.`,
  *checkTypes(context: TypesContext): Iterable<Problem> {
    const { package: resolved, features } = context;
    // In almost every package, borrows are in parameters only, and no result has to be followed.
    const isInTypes = reachesBorrow(context);
    for (const body of bodiesOf(resolved)) {
      if (!isInTypes && !returnsBorrow(body)) continue;
      for (const { func, at, name, attributes, kind } of functionsOf(body)) {
        const result = kind === 'constructor' ? errorOf(func.result) : func.result;
        if (!isIncluded(attributes, features) || !holdsBorrow(context, body.scope, result)) continue;
        const detail = { name: name?.text ?? 'constructor' };
        yield { code: 'borrow-in-result', at: rangeOf(body.uri, at), detail };
      }
    }
  },
};

/** The error type of a constructor; its ok type is checked by another rule. */
const errorOf = (result: Type | undefined): Type | undefined =>
  result?.kind === 'result' ? result.err : undefined;

/** Whether the type that an item defines is written with a borrow. */
const definesBorrow = (item: Item): boolean =>
  isTypeDefinition(item) &&
  item.kind !== 'resource' &&
  restrictedIn(item).some(({ kind }) => kind === 'borrow');

const reachesBorrow = itemsReached(definesBorrow);

const returnsBorrow = byItems((items): boolean =>
  items.some((item) => functionsIn(item).some(({ func }) => writesBorrow(func.result))),
);
