import type { Rule } from '../../rule.ts';
import { didYouMean } from '../../words/suggest.ts';

export const unknownItem: Rule = {
  code: 'unknown-item',
  ids: ['U12', 'U4', 'W7', 'W11'],
  severity: 'error',
  title: `Unknown interface or world.`,
  explanation: `A plain name in a path refers to an interface or world of the package, or to one that a top-level \`use\` introduces in this file. An item of another package needs the package in its path (\`ns:pkg/item\`), or a top-level \`use\` in the same file: other files of the package do not see it.`,
  examples: {
    accept: [
      `package a:b;
interface i { type t = u8; }
interface j { use i.{t}; }
`,
    ],
    reject: [
      `package a:b;
interface j { use i.{t}; }
`,
    ],
  },
  message: (detail) => `There is no interface or world called \`${detail.name}\` here.${didYouMean(detail)}`,
};
