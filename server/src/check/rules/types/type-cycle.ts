import type { Rule } from '../../rule.ts';

export const typeCycle: Rule = {
  code: 'type-cycle',
  ids: ['T18'],
  severity: 'error',
  title: `A type does not contain itself, directly or through other types.`,
  explanation: `Component Model values are trees of finite size. A list of indices, or a resource with a method that gives the children, says the same.`,
  examples: {
    accept: [
      `package a:b;
interface i { resource node { children: func() -> list<node>; } }
`,
    ],
    reject: [
      `package a:b;
interface i { record node { children: list<node> } }
`,
    ],
  },
  message: ({ name }) =>
    `The type \`${name}\` contains itself. Use an index into a list, or a resource, in its place.`,
};
