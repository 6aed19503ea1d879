import type { ParsedFile } from '../../../syntax/parse.ts';
import type { Violation, Item, Rule } from '../../rule.ts';
import { isBroken, restrictedIn } from '../../facts/scopes.ts';

const longest = 2n ** 30n;
const isValid = (length: bigint | undefined): boolean =>
  length === undefined || (length > 0n && length <= longest);

export const fixedListLength: Rule = {
  code: 'fixed-list-length',
  ids: ['T4b'],
  severity: 'error',
  source: 'component',
  title: `A fixed-length list must have 1 to 1,073,741,824 elements.`,
  explanation: `The grammar does not allow a length that starts with a zero. wit-parser accepts any number, also \`007\`, but a component with a list of length zero, or of more than 2^30, is invalid.`,
  examples: {
    accept: [
      `package a:b;
interface i { f: func(a: list<u8, 007>); }
world w { import i; }
`,
    ],
    reject: [
      `package a:b;
interface i { f: func(a: list<u8, 0>); }
world w { import i; }
`,
    ],
  },
  message: () =>
    `In a component, a fixed-length list has 1 to 1,073,741,824 elements. Change the length, or leave it out for a list of any length.`,
  *checkItem(item: Item, file: ParsedFile): Iterable<Violation> {
    for (const type of restrictedIn(item)) {
      if (type.kind !== 'list' || isValid(type.length) || isBroken(file, type)) continue;
      yield { at: type, detail: {} };
    }
  },
};
