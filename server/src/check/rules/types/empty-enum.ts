import type { ParsedFile } from '../../../syntax/parse.ts';
import type { Violation, Item, Rule } from '../../rule.ts';
import { isBroken, spanOf } from '../../facts/scopes.ts';

export const emptyEnum: Rule = {
  code: 'empty-enum',
  ids: ['T15'],
  severity: 'error',
  title: `An enum must have at least one case.`,
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
  message: ({ name }) => `\`${name}\` has no cases, and so no values. Add a case.`,
  *checkItem(item: Item, file: ParsedFile): Iterable<Violation> {
    if (item.kind !== 'enum' || item.cases.length > 0 || !item.name || isBroken(file, item)) return;
    yield { at: spanOf(item.name), detail: { name: item.name.text } };
  },
};
