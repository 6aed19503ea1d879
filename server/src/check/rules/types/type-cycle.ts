import type { Rule } from '../../rule.ts';

export const typeCycle: Rule = {
  code: 'type-cycle',
  ids: ['T18'],
  severity: 'error',
  title: `A type must not contain itself.`,
  explanation: `Component Model values are trees of finite size, so a type cannot contain itself, directly or through other types. Use a list of indices, or a resource with a method that returns the children.`,
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
    `The type \`${name}\` contains itself. Use an index into a list, or a resource, instead.`,
};
