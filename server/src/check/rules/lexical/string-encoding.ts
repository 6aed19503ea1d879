import type { Rule } from '../../rule.ts';

export const stringEncoding: Rule = {
  code: 'string-encoding',
  ids: ['L14'],
  severity: 'error',
  title: `The bytes of a string must be valid UTF-8.`,
  explanation: `\`\\hh\` writes a single byte. A character beyond ASCII is easier to write directly, or as \`\\u{…}\`.`,
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
  message: () => 'The bytes of this string are not valid UTF-8. Write the character itself, or `\\u{…}`.',
};
