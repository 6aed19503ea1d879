/** Streams and futures of WASI 0.3 that are passed on, dropped, cancelled or shared between tasks. */
import type { Case } from './case.ts';

const all = { network: true, tcp: true, udp: true, nameLookup: true } as const;
const stdin = 'some words of input\n';

const inFolder = [
  'e.copy a.txt out + e.copy a.txt b.txt + e.copy b.txt out + e.copy a.txt a.txt + e.copy a.txt out',
  'e.head-and-rest 3 a.txt out + e.head-and-rest 0 a.txt out + e.head-and-rest 99 a.txt out',
  'e.head-and-rest 5 a.txt b.txt + e.copy b.txt out + e.read-cancelled a.txt',
  'e.write-cancelled-to-file b 10 + e.results-dropped a.txt + e.result-late a.txt + e.result-late sub',
  'e.readers a.txt 5 + e.readers a.txt 200 + e.list-dropped 1 + e.list-dropped 100',
  'e.copy in b.txt + e.head-and-rest 5 b.txt out',
];

const withInput = [
  'e.copy in out + e.copy in out',
  ...[0, 4, 99].map((count) => `e.head-and-rest ${count} in out`),
  'e.read-cancelled in',
  'e.interleaved-inputs',
];

export const endsCases: readonly Case[] = [
  ...inFolder.map((steps) => ({ steps, stdin, folder: true })),
  ...withInput.map((steps) => ({ steps, stdin })),
  { steps: 'e.copy in out', stdin: 'x'.repeat(300_000) },
  { steps: 'e.write-cancelled 0 + e.write-cancelled 1 + e.write-cancelled 100000' },
  { steps: 'e.single-bytes 3000 + e.writers 50' },
  { steps: 'e.self 0 + e.self 1 + e.self 2500 + e.tasks 20' },
  ...['', ' + fail', ' + exit 3', ' + trap'].map((end) => ({ steps: `e.left-behind 60000 late${end}` })),
  { steps: 'e.tcp-echo 0 + e.tcp-echo 10 + e.tcp-echo 500000 + e.tcp-half', network: all },
  {
    steps: 'e.accept-cancelled + e.listen-dropped + e.receive-cancelled + e.tcp-receive-cancelled',
    network: all,
  },
].map((one): Case => ({ program: 'third', ...one }));
