import type { ParsedFile } from '../../../syntax/parse.ts';
import type { Violation, Item, Rule } from '../../rule.ts';
import { isBroken, spanOf } from '../../facts/scopes.ts';

export const emptyFlags: Rule = {
  code: 'empty-flags',
  ids: ['T16'],
  severity: 'error',
  older: { severity: 'error', source: 'component' },
  title: `Flags have at least one flag.`,
  explanation: `A value of such a type says nothing, and the component model has no such type: leave it out.`,
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
  *checkItem(item: Item, file: ParsedFile): Iterable<Violation> {
    if (item.kind !== 'flags' || item.flags.length > 0 || !item.name || isBroken(file, item)) return;
    yield { at: spanOf(item.name), detail: { name: item.name.text } };
  },
};
