import type { Rule } from '../../rule.ts';
import { describeCharacter } from '../../words/describe-character.ts';

export const directionOverride: Rule = {
  code: 'direction-override',
  ids: ['L3'],
  severity: 'error',
  title: `Bidirectional override characters are not allowed.`,
  explanation: `They can make text read differently from its meaning (CVE-2021-42574), so they are refused everywhere, including comments.`,
  examples: {
    accept: [
      `package a:b;
// שלום
`,
    ],
    reject: [
      `package a:b;
// \u202e
`,
    ],
  },
  message: ({ character = '' }) =>
    `${describeCharacter(character)} changes the direction of text and can hide its meaning. Remove it.`,
};
