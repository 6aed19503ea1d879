import type { Rule } from '../../rule.ts';

export const stringEncoding: Rule = {
  code: 'string-encoding',
  ids: ['L14'],
  severity: 'error',
  title: `The bytes of a string are UTF-8.`,
  explanation: `Bytes come from \`\\hh\`. A character beyond ASCII is easier written as itself or as \`\\u{…}\`.`,
  examples: {
    accept: [
      `package a:b;
interface i { @external-id("\\c3\\a9") f: func(); }
`,
    ],
    reject: [
      `package a:b;
interface i { @external-id("\\ff") f: func(); }
`,
    ],
  },
  message: () =>
    'The escapes of this string are not UTF-8 together. Write the character itself, or `\\u{…}`.',
};
