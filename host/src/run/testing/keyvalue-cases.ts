/** wasi:keyvalue in memory. wasmtime gives each `open` a store of its own, so that each case opens one. */
import type { Case } from './case.ts';

const steps = [
  'open + set a 1 + get a + get b + exists a + exists b + delete a + delete a + get a + list',
  'open + increment n 5 + increment n 2 + get n + increment n 0',
  'open + set s x1 + increment s 1 + set p +5 + increment p 1 + set z 007 + increment z 1 + set n -1 + increment n 1',
  'open + set m 18446744073709551615 + increment m 0 + increment m 1 + set l 18446744073709551616 + increment l 1',
  'open + get-many a b + set-many a 1 b 2 a 3 + get-many b a c + delete-many a c + list',
  'open other + open some name',
  'open + set  empty + get  + exists  + list + delete  + list',
  'open + set k  + get k + exists k + increment k 1',
  'open + set a 1 + set a 22 + get a + delete a + exists a + delete-many a a b + list',
  'open + get-many + set-many + delete-many + list',
  'open + set-many a 1 a 2 + get-many a a a + delete-many a a + get-many a',
  'open + set \u00fc \ud83d\ude00 + get \u00fc + list',
  'open + increment a 18446744073709551615 + get a + increment a 0 + increment a 1 + get a',
  'open + set a -0 + increment a 1 + set a + + increment a 1 + set a 1.5 + increment a 1 + set a %201 + increment a 1',
  'open + set a 0000000000000000000000000001 + increment a 1 + get a',
  'get a + open nope + get a + open + get a + open nope + set a 1 + get a',
  'open + fill 10 + get-many key0 key9 key10 + pages',
  'open + set n 99999999999999999999999x + increment n 1 + set n 99999999999999999999x + increment n 1 + set n 1844674407370955161x + increment n 1 + set n 18446744073709551616x + increment n 1',
  'open + set n +99999999999999999999x + increment n 1 + set n ++1 + increment n 1 + set n +-1 + increment n 1 + set n - + increment n 1 + set n 1_000 + increment n 1 + set n 0x10 + increment n 1',
  'open + set n \u0661 + increment n 1 + set n 1\u00a0 + increment n 1 + set n 1\t + increment n 1 + set-bytes n 1 + increment n 1 + set-bytes n 0 + increment n 1 + set-bytes n 1000000 + increment n 1',
  'open + set-bytes a 1000000 + exists a + set-bytes a 3 + get a + set-bytes b 1048576 + list + delete a + get a + list',
  'open + set-long-key 1000 + list + set-long-key 8192 + set-long-key 1 + exists k + delete k + exists k',
  'open + set a 1 + set b 2 + delete-many a b c a b + list + delete-many a b + get-many a b',
  'open + increment  1 + increment  1 + get  + get-many   + delete-many   + list',
  'open + set a 1 + open \u00fc + open default + open in-memory + get a',
  'open + fill 1000 + pages + delete key0 + set key0 1 + pages + get key0 + fill 3 + get key0',
  'open + set __proto__ 1 + get __proto__ + get constructor + exists toString + increment hasOwnProperty 1 + list',
  'open + increment a 1 + set a 5 + increment a 1 + delete a + increment a 1 + set-many a 9 + increment a 1 + get-many a a',
  'open + increment a 9223372036854775807 + increment a 1 + increment a 9223372036854775807 + increment a 1 + get a',
  'open + count n 20 + get n',
  'open + set a a\nb + get a + set a\nb c + get a\nb + list + exists a',
  'open + set e\u0301 1 + get \u00e9 + exists e\u0301 + list',
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
  {
    steps: 'open + get a + get  + get b + increment n 1 + list',
    program: 'keyvalue',
    thread: true,
    data: [
      ['a', '1'],
      ['a', '2'],
      ['', 'empty'],
      ['b', ''],
      ['n', '41'],
    ],
  },
];
