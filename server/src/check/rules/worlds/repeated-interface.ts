import type { Rule } from '../../rule.ts';

export const repeatedInterface: Rule = {
  code: 'repeated-interface',
  ids: ['W6'],
  severity: 'error',
  title: `A world must not import, or export, an interface twice.`,
  explanation: `The second statement has no effect; remove it.`,
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
    `The interface \`${name}\` is ${direction}ed twice. Remove one of the two.`,
};
