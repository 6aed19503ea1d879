import type { Rule } from '../../rule.ts';
import { describeCharacter } from '../../words/describe-character.ts';

export const controlCharacter: Rule = {
  code: 'control-character',
  ids: ['L2'],
  severity: 'error',
  title: `Control characters other than line feed, carriage return and tab are not allowed.`,
  explanation: `This applies to comments and strings too. Such characters usually come from a terminal or a damaged file. To mention one, write its name or an escape.`,
  examples: {
    accept: [
      `package a:b;
// NUL is U+0000
`,
    ],
    reject: [
      `package a:b;
// \u0007
`,
    ],
  },
  message: ({ character = '' }) =>
    `The control character ${describeCharacter(character)} is not allowed in WIT, not even in a comment. Remove it.`,
};
