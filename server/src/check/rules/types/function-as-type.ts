import type { Rule } from '../../rule.ts';

export const functionAsType: Rule = {
  code: 'function-as-type',
  ids: ['T17'],
  severity: 'error',
  title: `A function is not a type.`,
  explanation: `The name refers to a function in this interface.`,
  examples: {
    accept: [
      `package a:b;
interface i { type t = u8; f: func() -> t; }
`,
    ],
    reject: [
      `package a:b;
interface i { g: func(); f: func() -> g; }
`,
    ],
  },
  message: ({ name }) => `\`${name}\` is a function, but a type is expected here.`,
};
