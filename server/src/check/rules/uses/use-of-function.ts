import type { Rule } from '../../rule.ts';

export const useOfFunction: Rule = {
  code: 'use-of-function',
  ids: ['U3'],
  severity: 'error',
  title: `Functions cannot be used, only types.`,
  explanation: `To call a function of another interface, a world imports that interface.`,
  examples: {
    accept: [
      `package a:b;
interface i { type t = u8; f: func(); }
interface j { use i.{t}; }
`,
    ],
    reject: [
      `package a:b;
interface i { f: func(); }
interface j { use i.{f}; }
`,
    ],
  },
  message: ({ name, interface: from }) =>
    `\`${name}\` is a function of \`${from}\`, but only types can be used.`,
};
