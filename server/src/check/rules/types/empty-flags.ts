import type { ParsedFile } from '../../../syntax/parse.ts';
import type { Violation, Item, Rule } from '../../rule.ts';
import { isBroken, spanOf } from '../../facts/scopes.ts';

export const emptyFlags: Rule = {
  code: 'empty-flags',
  ids: ['T16'],
  severity: 'error',
  older: { severity: 'error', source: 'component' },
  title: `A flags type must have at least one flag.`,
  explanation: `The Component Model has no empty flags type. A value of it would carry no information, so leave it out.`,
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
  message: ({ name }) => `\`${name}\` has no flags. A component needs at least one.`,
  *checkItem(item: Item, file: ParsedFile): Iterable<Violation> {
    if (item.kind !== 'flags' || item.flags.length > 0 || !item.name || isBroken(file, item)) return;
    yield { at: spanOf(item.name), detail: { name: item.name.text } };
  },
};
