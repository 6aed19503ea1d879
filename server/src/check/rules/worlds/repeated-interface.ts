import type { Rule } from '../../rule.ts';

export const repeatedInterface: Rule = {
  code: 'repeated-interface',
  ids: ['W6'],
  severity: 'error',
  title: `A world imports an interface once, and exports it once.`,
  explanation: `The second statement adds nothing; remove it.`,
  examples: {
    accept: [
      `package a:b;
interface i {}
world w { import i; export i; }
`,
    ],
    reject: [
      `package a:b;
interface i {}
world w { import i; import i; }
`,
    ],
  },
  message: ({ name, direction }) =>
    `The interface \`${name}\` is ${direction}ed already. Remove one of the two.`,
};
