import type { Rule } from '../../rule.ts';
import { describeCharacter } from '../../words/describe-character.ts';

export const directionOverride: Rule = {
  code: 'direction-override',
  ids: ['L3'],
  severity: 'error',
  title: `Characters that override the direction of writing cannot stand in a file.`,
  explanation: `With them a text can read differently from what it means (CVE-2021-42574), so they are refused everywhere, in comments too.`,
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
    `${describeCharacter(character)} turns the direction of writing and can hide what the text means. Remove it.`,
};
