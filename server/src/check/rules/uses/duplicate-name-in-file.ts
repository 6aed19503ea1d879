import type { Rule } from '../../rule.ts';

export const duplicateNameInFile: Rule = {
  code: 'duplicate-name-in-file',
  ids: ['U8'],
  severity: 'error',
  title: `The names at the top level of a file are distinct: its items and what \`use\` brings in.`,
  explanation: `\`use path as other;\` gives it another name in this file.`,
  examples: {
    accept: [
      `package a:b;
interface i {}
use i as j;
`,
    ],
    reject: [
      `package a:b;
interface i {}
interface j {}
use i as j;
`,
    ],
  },
  message: ({ name }) => `This file has a top-level name \`${name}\` already. Rename this one with \`as\`.`,
};
