import type { Rule } from '../../rule.ts';
import { describeCharacter } from '../../words/describe-character.ts';

export const discouragedCharacter: Rule = {
  code: 'discouraged-character',
  ids: ['L4'],
  severity: 'error',
  title: `Characters that Unicode deprecates or discourages cannot stand in a file.`,
  explanation: `These are U+0149, U+0673, U+0F77, U+0F79, U+17A3, U+17A4, U+17B4 and U+17B5. Unicode names a sequence of others in place of each, most of them look alike.`,
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
    `${describeCharacter(character)} is discouraged by Unicode and cannot stand in WIT. Write what Unicode recommends in its place.`,
};
