import type { Rule } from '../../rule.ts';

export const unterminatedString: Rule = {
  code: 'unterminated-string',
  ids: ['L14'],
  severity: 'error',
  title: `A string ends with a quote.`,
  explanation: `The file ended within a string.`,
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
  message: () => 'This string has no end. Close it with `"`.',
};
