import type { Rule } from '../../rule.ts';
import { didYouMean } from '../../suggest.ts';

/** Types that had another name once. */
const renamed = new Map([
  ['float32', ' It is called `f32` today.'],
  ['float64', ' It is called `f64` today.'],
]);

export const unknownType: Rule = {
  code: 'unknown-type',
  ids: ['I5', 'T10', 'T17', 'T1'],
  severity: 'error',
  title: `A type is a built-in one, or one that this interface or world defines or uses.`,
  explanation: `Types of other interfaces are brought in with \`use\`. \`float32\` and \`float64\` are called \`f32\` and \`f64\` today.`,
  examples: {
    accept: [
      `package a:b;
interface i { type t = u8; f: func() -> t; }
`,
    ],
    reject: [
      `package a:b;
interface i { f: func() -> t; }
`,
    ],
  },
  message: (detail) =>
    `There is no type called \`${detail.name}\` here.${renamed.get(detail.name ?? '') ?? didYouMean(detail)}`,
};
