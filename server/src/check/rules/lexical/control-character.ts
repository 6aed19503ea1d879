import type { Rule } from '../../rule.ts';
import { describeCharacter } from '../../words/describe-character.ts';

export const controlCharacter: Rule = {
  code: 'control-character',
  ids: ['L2'],
  severity: 'error',
  title: `Of the control characters only line feed, carriage return and tab may stand in a file.`,
  explanation: `It holds in comments and strings too. Such a character mostly comes from a terminal or a damaged file. A text that speaks of one writes its name or an escape.`,
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
    `The control character ${describeCharacter(character)} cannot stand in WIT, not even in a comment. Remove it.`,
};
