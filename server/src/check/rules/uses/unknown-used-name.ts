import type { Rule } from '../../rule.ts';
import { didYouMean } from '../../words/suggest.ts';

export const unknownUsedName: Rule = {
  code: 'unknown-used-name',
  ids: ['U3'],
  severity: 'error',
  title: `\`use\` must name a type of the interface.`,
  explanation: `Only types can be used: those that the interface defines, and those that it uses itself.`,
  examples: {
    accept: [
      `package a:b;
interface i { type t = u8; }
interface j { use i.{t}; }
`,
    ],
    reject: [
      `package a:b;
interface i { type t = u8; }
interface j { use i.{u}; }
`,
    ],
  },
  message: (detail) =>
    `The interface \`${detail.interface}\` has no type called \`${detail.name}\`.${didYouMean(detail)}`,
};
