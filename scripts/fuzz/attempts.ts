/** Processes that attempt components, each with a time for its translation and one for its guest. */
import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { End, AttemptMessage } from './attempt.ts';

/** How a component ended, also where its process did not say so. */
export type Ends = readonly (End | 'guest-timeout' | { readonly fault: string })[];

interface Time {
  /** Of a processor, so that other work beside it ends nothing. */
  readonly processorMs: number;
  /** For what sleeps. */
  readonly wallMs: number;
}

/** With the start of the process. */
const FOR_TRANSLATION: Time = { processorMs: 60_000, wallMs: 1_800_000 };
const FOR_GUEST: Time = { processorMs: 2_000, wallMs: 60_000 };
const LOOK_MS = 200;
/** Scripts that a process has imported stay in its memory. */
const MOST_ATTEMPTS = 400;

/** Calls `stop` when a process has had its time from now on. */
function whenSpent(pid: number, time: Time, stop: () => void): NodeJS.Timeout {
  const [start, since] = [processorMs(pid), performance.now()];
  return setInterval(() => {
    const wall = performance.now() - since;
    if (wall > time.wallMs || processorMs(pid) - start > time.processorMs) stop();
  }, LOOK_MS);
}

/** The time that a process has computed, as /proc says it in ticks of 10 ms; elsewhere that which went by. */
function processorMs(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return performance.now();
  }
}

/** One process at a time. */
export class Attempts implements Disposable {
  #child: ChildProcess | undefined;
  #left = 0;

  async run(bytes: Uint8Array): Promise<Ends> {
    if (this.#left-- <= 0 || !this.#child) this.#start();
    const child = this.#child!;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Ends>((done) => {
        timer = whenSpent(child.pid!, FOR_TRANSLATION, () => done([{ fault: 'no translation in time' }]));
        child.removeAllListeners('message').removeAllListeners('exit');
        child.once('exit', (code, by) => done([{ fault: `the process ended: ${code ?? by}` }]));
        child.on('message', (message: AttemptMessage) => {
          if (message.kind === 'ended') return done(message.ends);
          clearTimeout(timer);
          timer = whenSpent(child.pid!, FOR_GUEST, () => done(['guest-timeout']));
        });
        child.send(bytes);
      }).then((ends) => {
        if (ends.some((end) => end === 'guest-timeout' || (typeof end === 'object' && 'fault' in end)))
          this[Symbol.dispose]();
        return ends;
      });
    } finally {
      clearTimeout(timer);
    }
  }

  #start(): void {
    this[Symbol.dispose]();
    this.#left = MOST_ATTEMPTS;
    this.#child = fork(fileURLToPath(new URL('attempt.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx', '--max-old-space-size=1024'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
  }

  [Symbol.dispose](): void {
    this.#child?.removeAllListeners();
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }
}
