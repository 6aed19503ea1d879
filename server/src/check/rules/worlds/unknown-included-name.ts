import type { Rule } from '../../rule.ts';

export const unknownIncludedName: Rule = {
  code: 'unknown-included-name',
  ids: ['W13'],
  severity: 'error',
  title: `\`with\` must rename plain names of the included world.`,
  explanation: `Interfaces that are imported or exported by their path have no plain name and cannot be renamed.`,
  examples: {
    accept: [
      `package a:b;
world v { import f: func(); }
world w { include v with { f as g } }
`,
    ],
    reject: [
      `package a:b;
world v { import f: func(); }
world w { include v with { h as g } }
`,
    ],
  },
  message: ({ name, world }) =>
    `The world \`${world}\` imports and exports nothing under the plain name \`${name}\`.`,
};
