import type { Rule } from '../../rule.ts';

export const stringCodePoint: Rule = {
  code: 'string-code-point',
  ids: ['L14'],
  severity: 'error',
  title: `A \`\\u{…}\` names a Unicode scalar value.`,
  explanation: `These are 0 to 10ffff without the surrogates d800 to dfff.`,
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
    `\`\\u{${value}}\` is no character: Unicode has 0 to 10ffff, without the surrogates d800 to dfff.`,
};
