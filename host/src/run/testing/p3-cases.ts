/** Programs of WASI 0.3, as in the other tables (case.ts). */
import type { Case } from './case.ts';
import { endsCases } from './p3-ends-cases.ts';
import { heldTables } from './p3-held-cases.ts';

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
  'stat . + stat .. + stat missing/x + describe . + describe missing + content a.txt + content missing',
  'write a.txt x 100 + stat a.txt + size a.txt 3 + read a.txt 0 + read a.txt 2 + read a.txt 3',
  'write new.txt  0 + read new.txt 0 + stat new.txt + append new.txt a + append new.txt b + read new.txt 0',
  'append a.txt 1 + append a.txt 2 + write a.txt 3 0 + read a.txt 0 + append missing/x y',
  'mkdir a + mkdir a/b + rename a b + list b + rmdir b + rmdir b/b + rmdir b + list .',
  'symlink sub s + list s + read s/b.txt 0 + readlink s + unlink s + readlink s + symlink ../x up + read up 0',
  'link a.txt h + write h HARD 0 + read a.txt 0 + unlink a.txt + read h 0 + link h h + link missing x',
  'rename a.txt a.txt + rename a.txt missing/x + rename sub a.txt + rename a.txt sub + rename . x',
  'unlink missing + unlink . + rmdir . + rmdir a.txt + mkdir . + mkdir a.txt/x + list a.txt/x',
  'read a.txt 18446744073709551615 + write a.txt x 18446744073709551615 + size a.txt 18446744073709551615 + stat a.txt',
  'time sub + time missing + time a.txt + time link + time dangling',
];

const p3Cases: readonly Case[] = [
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
  { steps: 'rebind + udp + reconnect', network: all },
  { steps: 'lookup 127.0.0.1 + lookup ::1 + lookup an.invalid', network: all },
  { steps: 'lookup not/a/name', network: all },
  { steps: 'tcp 1' },
  { steps: 'udp' },
  { steps: 'lookup 127.0.0.1' },
  { steps: 'request nowhere.invalid + request 127.0.0.1:1 body', network: all },
  { steps: 'random 0 + random 1 + random 65537 + random 67108865' },
  { steps: 'clocks + clocks' },
  { steps: 'over + over + race' },
  { steps: 'err a + err b + both' },
  { steps: 'much 0' },
  { steps: 'much 1 + much 65536' },
  { steps: 'much 65537' },
  { steps: 'exit 0' },
  { steps: 'exit 255' },
  { steps: 'unknown + fail' },
  { steps: 'err before + trap' },
  { steps: 'input + input', stdin: 'abcdefg' },
  { steps: 'input 3 + input 3', stdin: 'abcdefg' },
  { steps: 'input 0', stdin: 'abcdefg' },
  { steps: 'input 100', stdin: 'abcdefg' },
  { steps: 'input', stdin: 'w'.repeat(100_000) },
  { steps: 'tcp 1 + tcp 65536 + tcp 65537', network: all },
  { steps: 'udp + udp', network: all },
  { steps: 'rebind + rebind', network: all },
  { steps: 'refused + refused', network: all },
  { steps: 'lookup localhost + lookup  + lookup a..b', network: all },
  { steps: 'request a..b + request 127.0.0.1:0', network: all },
].map((one): Case => ({ program: 'third', ...(one as Omit<Case, 'program'>) }));

/** Handles and counts that a guest makes up, and excessive sizes: it traps, or harms only itself. */
const misuse = [
  ...['read', 'write', 'drop-readable', 'drop-writable', 'cancel-read', 'cancel-write'].flatMap((what) =>
    [0, 1, 4294967295].map((handle) => `raw ${what} ${handle} 1`),
  ),
  ...['future-read', 'future-cancel', 'future-drop', 'subtask-cancel', 'subtask-drop', 'set-drop'].flatMap(
    (what) => [0, 77].map((handle) => `raw ${what} ${handle}`),
  ),
  ...['future-unwritten', 'task-cancel', 'set-twice', 'set-full', 'read-twice', 'cancel-nothing'],
  ...['drop-reading', 'drop-other-end', 'drop-twice', 'write-to-reader', 'read-at-the-end-of-memory'],
  ...['poll 0', 'poll 77', 'join 77 0', 'join 77 78', 'join 0 1'],
  ...['read-and-cancel', 'write-and-cancel', 'through 8 8', 'through 8 0', 'through 0 8', 'through 3 8'],
  ...['read-outside 268435455', 'read-outside 268435456', 'read-outside 4294967295', 'read-outside 0'],
  ...['write-outside 268435455', 'write-outside 268435456', 'write-outside 4294967295'],
  ...['streams 20000', 'sets 20000', 'unread-input 100', 'unread-input 1 + input'],
].map((steps) => (steps.startsWith('raw ') ? steps : `raw ${steps}`));

const misuseCases: readonly Case[] = [
  ...misuse.map((steps) => ({ steps })),
  { steps: 'waits 5000 + waits 5000 + race' },
  { steps: 'waits-to-the-end 5000' },
  { steps: 'unended words' },
  { steps: 'unasked words' },
  { steps: 'input-cancelled' },
  { steps: 'e.write-after-drop' },
  { steps: 'e.future-to-itself' },
  { steps: 'input 1 + raw unread-input 3 + input', stdin: 'some words' },
].map((one): Case => ({ program: 'third', ...one }));

/** Two components of 0.3 and one of 0.2, composed: what one calls is in another. */
const composedCases: readonly Case[] = [
  'slow 3 5 + slow 0 0 + at-once 50 + cancelled',
  'race 5 + cancelled + race 0 + cancelled + slow 1 1',
  'at-once-cancelled + cancelled + slow 1 1',
  'numbers 0 + numbers 1 + numbers 65536 + numbers 300000',
  'slowly 10 3 + slowly 3 10 + slowly 0 1',
  'some 10 3 + some 10 10 + some 3 10 + unread 7 + unread 0',
  'texts a bb ccc ä + texts + texts one',
  'sum 0 + sum 5 + sum 100000',
  'first 10 3 + first 3 10',
  'back 1000 + back 0 + echo 0 + echo 5 + echo 300000',
  'later 4 5 + later 4 0 + passed 8 + passed-on 9 5',
  'unawaited 1 + unawaited 60000 + slow 1 5',
  'fails so it is + fails',
  'slow 1 1 + traps + slow 2 1',
  'alone 4 5 + alone 1 0 + at-once 3',
  'plain 3 + plain 0 + blocking 5 + blocking 0',
].map((steps): Case => ({ program: 'consumer', steps }));

export const p3Tables: Readonly<Record<string, readonly Case[]>> = {
  'a program of WASI 0.3': p3Cases,
  'a program that misuses WASI 0.3': misuseCases,
  'components of WASI 0.3 and 0.2 composed': composedCases,
  'streams of WASI 0.3 that are passed on, dropped or cancelled': endsCases,
  ...heldTables,
};
