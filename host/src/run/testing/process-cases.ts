/** What a program is started with, how it ends, and what it measures. */
import type { Case } from './case.ts';

export const processCases: readonly Case[] = [
  { steps: 'args' },
  { steps: 'args one  two --three -S=x \u00fcn\u00ef \u{1f600}' },
  { steps: 'env' },
  {
    steps: 'env',
    env: [
      ['ZEBRA', '1'],
      ['10', 'ten'],
      ['ALPHA', 'a=b=c'],
      ['9', 'nine'],
      ['EMPTY', ''],
      ['ZEBRA', '2'],
    ],
  },
  { steps: 'var NAME + var MISSING', env: [['NAME', 'va lue']] },
  {
    steps: 'var TWICE',
    env: [
      ['TWICE', 'first'],
      ['TWICE', 'second'],
    ],
  },
  { steps: 'cwd' },
  { steps: 'terminals' },
  { steps: 'panic-in-thread' },
  { steps: 'depth 1000', thread: true },
  { steps: 'depth 10000', thread: true },
  { steps: 'depth 1000000', thread: true },
  { steps: 'allocate 100000000' },
  { steps: 'allocate-too-much' },
];

export const endCases: readonly Case[] = [
  ...['exit 0', 'exit 1', 'exit 3', 'exit 255', 'exit 256', 'exit-ok', 'exit-error'],
  ...[
    'exit-code 0',
    'exit-code 7',
    'exit-code 255',
    'panic',
    'abort',
    'unwrap',
    'index',
    'divide 0',
    'divide 7',
  ],
  'args before + exit 2 + args never',
  'both 2 + panic',
].map((steps) => ({ steps }));

export const clockCases: readonly Case[] = [
  'clock.resolution',
  'clock.rises',
  'clock.sleep 20',
  'clock.sleep 0',
  'clock.wall',
  'clock.fine',
  'clock.past',
  'clock.far',
  'clock.far-duration',
  'clock.sleepers 20 40',
  'random.lengths',
  'random.length 16777216',
  'random.length 67108864',
  'random.length 67108865',
  'random.differs',
  'random.insecure-differs',
  'random.seed',
].map((steps) => ({ steps }));
