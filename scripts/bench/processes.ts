import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Milliseconds of a tick of the clock by which the system counts processor time. */
let tick: number | undefined;

/** @returns milliseconds that the processes have computed so far, with all their threads; NaN elsewhere than on Linux */
export function cpuTimeOf(processes: readonly number[]): number {
  if (process.platform !== 'linux') return Number.NaN;
  tick ??= 1000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  const ticks = processes.map((pid) => {
    // The name in parentheses may have spaces in it; behind it, user and system time are the 12th and 13th words.
    const words = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return Number(words[11]) + Number(words[12]);
  });
  return tick * ticks.reduce((sum, one) => sum + one, 0);
}
