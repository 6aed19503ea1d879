import { rangeOf } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { bodiesOf, functionsOf, isThere } from '../../facts/scopes.ts';
import { holdsBorrow } from '../../facts/type-graph.ts';

export const borrowInResult: Rule = {
  code: 'borrow-in-result',
  ids: ['F4'],
  severity: 'error',
  title: `The result of a function holds no \`borrow\`, at any depth.`,
  explanation: `A borrowed handle ends with the call; what a function returns outlives it. Return the resource itself (owned), or an index.`,
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
    ],
  },
  message: ({ name }) =>
    `The result of \`${name}\` holds a \`borrow\`, which ends with the call. Return the resource itself.`,
  *check({ package: resolved, features }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved)) {
      for (const { func, at, name, attributes, kind } of functionsOf(body)) {
        // Of a constructor it is told that the type is not the resource.
        if (kind === 'constructor') continue;
        if (!isThere(attributes, features) || !holdsBorrow(body.scope, func.result)) continue;
        const detail = { name: name?.text ?? 'constructor' };
        yield { code: 'borrow-in-result', at: rangeOf(body.uri, at), detail };
      }
    }
  },
};
