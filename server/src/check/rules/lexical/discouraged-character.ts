import type { Rule } from '../../rule.ts';
import { describeCharacter } from '../../words/describe-character.ts';

export const discouragedCharacter: Rule = {
  code: 'discouraged-character',
  ids: ['L4'],
  severity: 'error',
  title: `Characters that Unicode deprecates or discourages are not allowed.`,
  explanation: `These are U+0149, U+0673, U+0F77, U+0F79, U+17A3, U+17A4, U+17B4 and U+17B5. Unicode recommends a sequence of other characters for each, most of which look the same.`,
  examples: {
    accept: [
      `package a:b;
// 'n
`,
    ],
    reject: [
      `package a:b;
// \u0149
`,
    ],
  },
  message: ({ character = '' }) =>
    `${describeCharacter(character)} is discouraged by Unicode and not allowed in WIT. Write the sequence that Unicode recommends instead.`,
};
