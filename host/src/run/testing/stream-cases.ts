/** Calls of wasi:io on standard streams. */
import type { Case } from './case.ts';

const LINES = 'one\ntwo\r\nthree';

export const inputCases: readonly Case[] = [
  { steps: 'lines', stdin: LINES },
  { steps: 'lines', stdin: '' },
  { steps: 'lines', stdin: '\n\n\n' },
  { steps: 'lines', stdin: 'caf\u00e9 \u{1f600}\n' },
  { steps: 'line + line + line + line', stdin: LINES },
  { steps: 'input + input', stdin: 'everything' },
  { steps: 'input', stdin: 'x'.repeat(1_000_000) },
  { steps: 'lines' },
  { steps: 'stdin + in.wait 5 + in.read 5' },
  { steps: 'stdin + in.all 4096 + in.read 5 + in.wait 5 + in.ready', stdin: 'ab'.repeat(5000) },
  { steps: 'stdin + in.block + in.read 3 + in.all 2', stdin: 'abcdefg' },
  { steps: 'stdin + in.wait 0 + in.wait 2 + in.skip-wait 3 + in.all 9', stdin: 'abcdefg' },
  { steps: 'stdin + in.ready + in.read 5 + in.or-timer 20 + in.ready', stdin: { open: '' } },
  { steps: 'stdin + in.or-timer 30000 + in.wait 9', stdin: { open: 'early' } },
  { steps: 'stdin + in.wait 4 + in.or-timer 20', stdin: { open: 'data' } },
  { steps: 'stdin + in.or-timer 30000 + in.wait 9', stdin: '' },
  { steps: 'stdin + stdout + splice-wait 4 + splice-wait 99 + splice-wait 99', stdin: 'abcdefg' },
  { steps: 'line', stdin: { open: 'a line\nand more' } },
  { steps: 'exit 3', stdin: { open: 'never read' } },
];

export const outputCases: readonly Case[] = [
  { steps: 'both 5', merged: true },
  { steps: 'both 300' },
  { steps: 'no-newline', merged: true },
  { steps: 'bytes' },
  { steps: 'print 0' },
  { steps: 'print 1000000' },
  { steps: 'stdout + out.many 2000' },
  { steps: 'stdout + out.wait one + out.wait two + stderr + out.wait three', merged: true },
  { steps: 'stdout + out.write text + out.flush + out.flush-wait + out.write more' },
  { steps: 'stdout + out.long 4096 + out.flush-wait' },
  { steps: 'stdout + out.long 4097' },
  { steps: 'stdout + out.zeroes 5 + out.flush-wait + out.zeroes-wait 5 + out.zeroes-wait 0' },
  { steps: 'stdout + out.zeroes-wait 4097' },
  { steps: 'stdout + out.over 0' },
  { steps: 'stdout + out.over 1' },
  { steps: 'stdout + out.bare text' },
  { steps: 'stdout + out.wait text + out.bare text' },
  { steps: 'stdout + out.ready + out.check' },
  { steps: 'stdout + drop-output + stdout + out.wait again' },
  { steps: 'stdout + subscribe-output + ready + drop-pollable + drop-output' },
  { steps: 'stdout + subscribe-output + drop-output' },
  { steps: 'stdin + subscribe-input + drop-input' },
  { steps: 'stdin + subscribe-input + drop-pollable + drop-input + stdin + in.wait 1' },
  { steps: 'open a.txt r + read-stream 0 + subscribe-input + drop-input', folder: true },
  {
    steps: 'open a.txt r + read-stream 0 + subscribe-input + drop-file + drop-pollable + in.wait 5',
    folder: true,
  },
  { steps: 'poll-nothing' },
  { steps: 'poll-twice' },
];
