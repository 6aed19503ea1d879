import type { Rule } from '../../rule.ts';

export const listLengthTooLarge: Rule = {
  code: 'list-length-too-large',
  ids: ['T4'],
  severity: 'error',
  title: `The length of a list must fit into 32 bits.`,
  explanation: `The elements of a fixed-length list are stored in place, and memory has 32-bit addresses.`,
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
    'The length of a list is at most 4294967295. For more elements, or a variable length, write `list<t>`.',
};
