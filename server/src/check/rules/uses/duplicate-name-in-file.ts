import type { Rule } from '../../rule.ts';

export const duplicateNameInFile: Rule = {
  code: 'duplicate-name-in-file',
  ids: ['U8'],
  severity: 'error',
  title: `Top-level names of a file must be unique.`,
  explanation: `They are the names of its items and those that a top-level \`use\` introduces. \`use path as other;\` renames one in this file.`,
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
  message: ({ name }) => `This file already has a top-level name \`${name}\`. Rename this one with \`as\`.`,
};
