import { rangeOf } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { Rule, TypesContext } from '../../rule.ts';
import { bodiesOf, restrictedTypesOf } from '../../facts/scopes.ts';
import { holdsBorrow } from '../../facts/type-graph.ts';

export const streamOfBorrow: Rule = {
  code: 'stream-of-borrow',
  ids: ['T8c'],
  severity: 'error',
  source: 'component',
  older: 'accepted',
  title: `A \`stream\` or \`future\` must not carry a \`borrow\`.`,
  explanation: `A borrowed handle ends with the call, but the values of a stream may arrive later. This holds at any depth. Send the resource itself (owned), or an index. wit-parser accepts it, but the component is invalid.`,
  examples: {
    accept: [
      `package a:b;
interface i { resource r; f: func(a: stream<r>); }
world w { import i; }
`,
    ],
    reject: [
      `package a:b;
interface i { resource r; f: func(a: stream<borrow<r>>); }
world w { import i; }
`,
      `package a:b;
interface i { resource r; type some = list<borrow<r>>; f: func(a: future<some>); }
world w { import i; }
`,
    ],
  },
  message: ({ kind }) =>
    `This ${kind} carries a \`borrow\`, which ends with the call. Send the resource itself.`,
  *checkTypes(context: TypesContext): Iterable<Problem> {
    for (const body of bodiesOf(context.package))
      for (const type of restrictedTypesOf(body)) {
        if (type.kind !== 'stream' && type.kind !== 'future') continue;
        if (!holdsBorrow(context, body.scope, type.element)) continue;
        yield { code: 'stream-of-borrow', at: rangeOf(body.uri, type), detail: { kind: type.kind } };
      }
  },
};
