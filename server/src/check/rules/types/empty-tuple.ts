import { rangeOf } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { bodiesOf, isBroken, typesOf } from '../../scopes.ts';

export const emptyTuple: Rule = {
  code: 'empty-tuple',
  ids: ['T2'],
  severity: 'warning',
  source: 'component',
  title: `A tuple has at least one element.`,
  explanation: `wit-parser 0.259 accepts none, its successors refuse it, and a component with such a type is invalid. A warning, since published packages have it. Leave the type out; \`result\` and \`option\` can do without one.`,
  examples: {
    accept: [
      `package a:b;
interface i { f: func() -> result<_, u8>; }
world w { import i; }
`,
    ],
    reject: [
      `package a:b;
interface i { f: func() -> tuple<>; }
world w { import i; }
`,
    ],
  },
  message: () => `A component cannot have a tuple without elements, and newer tools refuse it.`,
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved)) {
      for (const type of typesOf(body)) {
        if (type.kind !== 'tuple' || type.elements.length > 0) continue;
        if (isBroken(resolved, body.uri, type)) continue;
        yield { code: 'empty-tuple', at: rangeOf(body.uri, type), detail: {} };
      }
    }
  },
};
