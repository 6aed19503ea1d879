import type { Rule } from '../../rule.ts';

export const typeNesting: Rule = {
  code: 'type-nesting',
  ids: ['T19'],
  severity: 'error',
  title: `A type must not be nested in more than 100 others.`,
  explanation: `Name inner types with \`type\`: a name counts as one level.`,
  examples: {
    accept: [
      `package a:b;
interface i { type t = list<list<u8>>; }
`,
    ],
    reject: [
      `package a:b;
interface i { type t = ${'list<'.repeat(101)}u8${'>'.repeat(101)}; }
`,
    ],
  },
  message: ({ limit }) => `Types are nested at most ${limit} deep. Give an inner one a name with \`type\`.`,
};
