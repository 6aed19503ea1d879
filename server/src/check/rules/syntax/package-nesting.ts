import type { Rule } from '../../rule.ts';

export const packageNesting: Rule = {
  code: 'package-nesting',
  ids: ['P8'],
  severity: 'error',
  title: `Package blocks belong at the top level of a file.`,
  explanation: `A block within another is always an error; beyond 100 levels the parser stops.`,
  examples: {
    accept: [
      `package a:b;
package c:d {}
`,
    ],
    reject: [
      `package a:b;
${'package c:d {'.repeat(102)}${'}'.repeat(102)}
`,
    ],
  },
  message: ({ limit }) =>
    `Packages are nested more than ${limit} deep. Put them at the top level of the file.`,
};
