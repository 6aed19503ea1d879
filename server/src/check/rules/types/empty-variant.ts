import { nameRange } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { bodiesOf, isBroken, typeDefinitionsOf } from '../../scopes.ts';

export const emptyVariant: Rule = {
  code: 'empty-variant',
  ids: ['T13'],
  severity: 'error',
  title: `A variant has at least one case.`,
  explanation: `A type without cases has no values.`,
  examples: {
    accept: [
      `package a:b;
interface i { variant v { a } }
`,
    ],
    reject: [
      `package a:b;
interface i { variant v { } }
`,
    ],
  },
  message: ({ name }) => `\`${name}\` has no cases, and so no values. Give it one.`,
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved)) {
      for (const item of typeDefinitionsOf(body)) {
        if (item.kind !== 'variant' || item.cases.length > 0 || !item.name) continue;
        if (isBroken(resolved, body.uri, item)) continue;
        yield { code: 'empty-variant', at: nameRange(body.uri, item.name), detail: { name: item.name.text } };
      }
    }
  },
};
