import type { Rule } from '../../rule.ts';

export const listLengthTooLarge: Rule = {
  code: 'list-length-too-large',
  ids: ['T4'],
  severity: 'error',
  title: `The length of a list fits in 32 bits.`,
  explanation: `A list of fixed length stands in memory as it is, and memory has 32-bit addresses.`,
  examples: {
    accept: [
      `package a:b;
interface i { type t = list<u8, 16>; }
`,
    ],
    reject: [
      `package a:b;
interface i { type t = list<u8, 4294967296>; }
`,
    ],
  },
  message: () =>
    'The length of a list is at most 4294967295. For more, or a length that is not fixed, write `list<t>`.',
};
