import type { Rule } from '../../rule.ts';

export const unterminatedString: Rule = {
  code: 'unterminated-string',
  ids: ['L14'],
  severity: 'error',
  title: `A string must end with a quote.`,
  explanation: `The file ends within a string.`,
  examples: {
    accept: [
      `package a:b;
interface i { @external-id("x") f: func(); }
`,
    ],
    reject: [
      `package a:b;
interface i { @external-id("x`,
    ],
  },
  message: () => 'This string is not closed. Close it with `"`.',
};
