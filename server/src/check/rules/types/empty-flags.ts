import { nameRange } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { bodiesOf, isBroken, typeDefinitionsOf } from '../../scopes.ts';

export const emptyFlags: Rule = {
  code: 'empty-flags',
  ids: ['T16'],
  severity: 'error',
  source: 'component',
  title: `Flags have at least one flag.`,
  explanation: `The reader of WIT accepts none; a component with such a type is invalid.`,
  examples: {
    accept: [
      `package a:b;
interface i { flags f { a } }
`,
    ],
    reject: [
      `package a:b;
interface i { flags f {} g: func(x: f); }
world w { import i; }
`,
    ],
  },
  message: ({ name }) => `\`${name}\` has no flags; a component needs one at least.`,
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved)) {
      for (const item of typeDefinitionsOf(body)) {
        if (item.kind !== 'flags' || item.flags.length > 0 || !item.name) continue;
        if (isBroken(resolved, body.uri, item)) continue;
        yield { code: 'empty-flags', at: nameRange(body.uri, item.name), detail: { name: item.name.text } };
      }
    }
  },
};
