import { nameRange } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { bodiesOf, isBroken, typeDefinitionsOf } from '../../scopes.ts';

export const emptyEnum: Rule = {
  code: 'empty-enum',
  ids: ['T15'],
  severity: 'error',
  title: `An enum has at least one case.`,
  explanation: `A type without cases has no values.`,
  examples: {
    accept: [
      `package a:b;
interface i { enum v { a } }
`,
    ],
    reject: [
      `package a:b;
interface i { enum v { } }
`,
    ],
  },
  message: ({ name }) => `\`${name}\` has no cases, and so no values. Give it one.`,
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved)) {
      for (const item of typeDefinitionsOf(body)) {
        if (item.kind !== 'enum' || item.cases.length > 0 || !item.name) continue;
        if (isBroken(resolved, body.uri, item)) continue;
        yield { code: 'empty-enum', at: nameRange(body.uri, item.name), detail: { name: item.name.text } };
      }
    }
  },
};
