/** Programs of WASI 0.3, as in the other tables (case.ts). */
import type { Case } from './case.ts';

const all = { network: true, tcp: true, udp: true, nameLookup: true } as const;

const inFolder = [
  'read a.txt 0 + read a.txt 6 + read a.txt 99 + read missing 0 + read link 0 + read outward 0 + read sub 0',
  'write a.txt WORLD 6 + read a.txt 0 + write new.txt text 3 + append a.txt more + append sub more',
  'list . + list sub + list a.txt + list missing + stat a.txt + stat sub + stat link + stat missing',
  'describe a.txt + describe sub + content sub + time a.txt + size a.txt 5 + size a.txt 7 + read a.txt 0',
  'mkdir made + mkdir made + rmdir made + rmdir sub + rmdir missing + unlink a.txt + unlink a.txt + unlink sub',
  'rename a.txt b.txt + rename missing c.txt + rename b.txt sub/b.txt + rename sub ../outside',
  'symlink a.txt made + symlink /a.txt made2 + readlink made + readlink a.txt + link a.txt hard + link sub hard2',
  'write ../outside.txt no 0 + mkdir ../made + unlink /a.txt + readlink absolute + stat ..',
];

export const thirdCases: readonly Case[] = [
  ...inFolder.map((steps) => ({ steps, folder: true })),
  { steps: 'environment + folders + unknown', env: [['name', 'value']] },
  { steps: 'fail' },
  { steps: 'trap' },
  { steps: 'exit 7' },
  { steps: 'terminals + random 9 + random 0' },
  { steps: 'clocks + over + race' },
  { steps: 'both + err words', merged: false },
  { steps: 'much 3000000' },
  { steps: 'input', stdin: 'some words\n' },
  { steps: 'input 4', stdin: 'some words\n' },
  { steps: 'input' },
  { steps: 'tcp 0 + tcp 10 + tcp 500000 + refused', network: all },
  { steps: 'rebind + udp', network: all },
  { steps: 'lookup 127.0.0.1 + lookup ::1 + lookup an.invalid', network: all },
  { steps: 'lookup not/a/name', network: all },
  { steps: 'tcp 1' },
  { steps: 'udp' },
  { steps: 'lookup 127.0.0.1' },
  { steps: 'request nowhere.invalid + request 127.0.0.1:1 body', network: all },
].map((one): Case => ({ program: 'third', ...(one as Omit<Case, 'program'>) }));
