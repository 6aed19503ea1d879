import type { ParsedFile } from '../../../syntax/parse.ts';
import type { Breach, Item, Rule } from '../../rule.ts';
import { isBroken, spanOf } from '../../facts/scopes.ts';

export const emptyRecord: Rule = {
  code: 'empty-record',
  ids: ['T11'],
  severity: 'warning',
  source: 'component',
  title: `A record has at least one field.`,
  explanation: `wit-parser 0.259 accepts none, its successors refuse it, and a component with such a type is invalid. A warning, since published packages have it. A type without a value to tell from others is not needed: leave it out, or make it an enum with one case.`,
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
  message: ({ name }) =>
    `\`${name}\` has no fields; a component needs one at least, and newer tools refuse it.`,
  *checkItem(item: Item, file: ParsedFile): Iterable<Breach> {
    if (item.kind !== 'record' || item.fields.length > 0 || !item.name || isBroken(file, item)) return;
    yield { at: spanOf(item.name), detail: { name: item.name.text } };
  },
};
