import type { Violation, Item, Rule } from '../../rule.ts';
import { functionsIn, spanOf } from '../../facts/scopes.ts';

export const duplicateParam: Rule = {
  code: 'duplicate-param',
  ids: ['F3', 'R5'],
  severity: 'error',
  title: `The parameters of a function must have different names.`,
  explanation: `A method has an implicit first parameter \`self\`.`,
  examples: {
    accept: [
      `package a:b;
interface i { f: func(x: u8, y: u8); }
`,
    ],
    reject: [
      `package a:b;
interface i { f: func(x: u8, x: u8); }
`,
      `package a:b;
interface i { resource r { f: func(self: u8); } }
`,
    ],
  },
  message: ({ name }) =>
    name === 'self'
      ? 'A method already has a parameter `self`. Rename this one.'
      : `This function has a parameter \`${name}\` already. Rename one of them.`,
  *checkItem(item: Item): Iterable<Violation> {
    for (const { func, kind } of functionsIn(item)) {
      const names = new Set(kind === 'method' ? ['self'] : []);
      for (const { name } of func.params) {
        if (names.has(name.text)) yield { at: spanOf(name), detail: { name: name.text } };
        names.add(name.text);
      }
    }
  },
};
