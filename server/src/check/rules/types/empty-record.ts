import type { ParsedFile } from '../../../syntax/parse.ts';
import type { Violation, Item, Rule } from '../../rule.ts';
import { isBroken, spanOf } from '../../facts/scopes.ts';

export const emptyRecord: Rule = {
  code: 'empty-record',
  ids: ['T11'],
  severity: 'error',
  older: { severity: 'warning', source: 'component' },
  title: `A record must have at least one field.`,
  explanation: `The Component Model has no empty record; packages published with older tools may contain one. Leave the type out, since its values carry no information, or make it an enum with one case.`,
  examples: {
    accept: [
      `package a:b;
interface i { record r { a: u8 } }
`,
    ],
    reject: [
      `package a:b;
interface i { record r {} f: func(x: r); }
world w { import i; }
`,
    ],
  },
  message: ({ name }) => `\`${name}\` has no fields. A record needs at least one.`,
  *checkItem(item: Item, file: ParsedFile): Iterable<Violation> {
    if (item.kind !== 'record' || item.fields.length > 0 || !item.name || isBroken(file, item)) return;
    yield { at: spanOf(item.name), detail: { name: item.name.text } };
  },
};
