import type { Rule } from '../../rule.ts';
import { didYouMean } from '../../words/suggest.ts';

export const unknownUsedName: Rule = {
  code: 'unknown-used-name',
  ids: ['U3'],
  severity: 'error',
  title: `A name that \`use\` takes is a type of the interface it is taken from.`,
  explanation: `Types that the interface defines, and those it uses itself, can be used.`,
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
