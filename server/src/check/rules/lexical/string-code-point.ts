import type { Rule } from '../../rule.ts';

export const stringCodePoint: Rule = {
  code: 'string-code-point',
  ids: ['L14'],
  severity: 'error',
  title: `\`\\u{…}\` must be a Unicode scalar value.`,
  explanation: `Scalar values are 0 to 10ffff, without the surrogates d800 to dfff.`,
  examples: {
    accept: [
      `package a:b;
interface i { @external-id("\\u{1f600}") f: func(); }
`,
    ],
    reject: [
      `package a:b;
interface i { @external-id("\\u{d800}") f: func(); }
`,
    ],
  },
  message: ({ value }) =>
    `\`\\u{${value}}\` is not a Unicode scalar value: these are 0 to 10ffff without the surrogates d800 to dfff.`,
};
