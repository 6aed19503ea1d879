import type { ParsedFile } from '../../../syntax/parse.ts';
import type { Violation, Item, Rule } from '../../rule.ts';
import { isBroken, isEmptyTuple, restrictedIn } from '../../facts/scopes.ts';

export const emptyTuple: Rule = {
  code: 'empty-tuple',
  ids: ['T2'],
  severity: 'error',
  older: { severity: 'warning', source: 'component' },
  title: `A tuple must have at least one element.`,
  explanation: `The Component Model has no empty tuple; packages published with older tools may contain one. Leave the type out: in \`result\`, a missing type is written \`_\`.`,
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
  message: () => `A tuple needs at least one element.`,
  *checkItem(item: Item, file: ParsedFile): Iterable<Violation> {
    for (const type of restrictedIn(item))
      if (isEmptyTuple(type) && !isBroken(file, type)) yield { at: type, detail: {} };
  },
};
