import type { Rule } from '../../rule.ts';

export const hiddenType: Rule = {
  code: 'hidden-type',
  ids: ['I2', 'U5'],
  severity: 'warning',
  title: `A type should not have the name of a \`use\` below it.`,
  explanation: `wit-parser takes the used type, and does not look at the other one, not even for mistakes. Where the \`use\` comes first, the type is an error. Remove one of them, or rename one: \`use a.{t as other}\` renames a used type.`,
  examples: {
    accept: [
      `package a:b;
interface i { type t = u8; }
interface j { type t = string; use i.{t as other}; }
`,
    ],
    reject: [
      `package a:b;
interface i { type t = u8; }
interface j { type t = string; use i.{t}; }
`,
    ],
  },
  message: ({ name }) =>
    `This \`${name}\` is ignored: the \`use\` below brings in another type of that name. Remove or rename one of them.`,
};
