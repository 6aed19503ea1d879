import type { Rule } from '../../rule.ts';

export const duplicateName: Rule = {
  code: 'duplicate-name',
  ids: ['I2', 'U5', 'W8'],
  severity: 'error',
  title: `A name must be defined only once in an interface or world.`,
  explanation: `Functions, types and the names that \`use\` brings in share one namespace. \`use a.{t as other}\` renames a used name.`,
  examples: {
    accept: [
      `package a:b;
interface i { type t = u8; f: func() -> t; }
`,
    ],
    reject: [
      `package a:b;
interface i { type f = u8; f: func(); }
`,
    ],
  },
  message: ({ name }) =>
    `\`${name}\` is defined more than once here. Rename one of them; a used name can be renamed with \`as\`.`,
};
