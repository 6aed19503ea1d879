/** wasi:keyvalue in memory. wasmtime gives each `open` a store of its own, so that each case opens one. */
import type { Case } from './case.ts';

const steps = [
  'open + set a 1 + get a + get b + exists a + exists b + delete a + delete a + get a + list',
  'open + increment n 5 + increment n 2 + get n + increment n 0',
  'open + set s x1 + increment s 1 + set p +5 + increment p 1 + set z 007 + increment z 1 + set n -1 + increment n 1',
  'open + set m 18446744073709551615 + increment m 0 + increment m 1 + set l 18446744073709551616 + increment l 1',
  'open + get-many a b + set-many a 1 b 2 a 3 + get-many b a c + delete-many a c + list',
  'open other + open some name',
];

export const keyvalueCases: readonly Case[] = [
  ...steps.map((one): Case => ({ steps: one, program: 'keyvalue', thread: true })),
  {
    steps: 'open + get k + list + get o',
    program: 'keyvalue',
    thread: true,
    data: [
      ['k', 'v'],
      ['o', '1=2'],
    ],
  },
];
