import type { Rule } from '../../rule.ts';

export const duplicateItem: Rule = {
  code: 'duplicate-item',
  ids: ['P16'],
  severity: 'error',
  title: `Interfaces and worlds of a package must have different names.`,
  explanation: `They share one namespace across all files of the package. Rename one of the two, or move it to another package.`,
  examples: {
    accept: [
      `package a:b;
interface i {}
world w {}
`,
    ],
    reject: [
      `package a:b;
interface i {}
world i {}
`,
    ],
  },
  message: ({ name }) =>
    `This package already has an interface or world called \`${name}\`. Rename one of them.`,
};
