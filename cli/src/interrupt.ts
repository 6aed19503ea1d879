import { constants } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** A little more than a tool has to end before it is killed. */
const GRACE_MS = 3_000;

/** The command was asked to end. */
export class Interrupted extends Error {
  /** As a shell has it of a program that a signal ended. */
  readonly exitCode: number;

  constructor(name: (typeof SIGNALS)[number]) {
    super(`interrupted by ${name}`);
    this.exitCode = 128 + constants.signals[name];
  }
}

/**
 * Does what starts tools. They have process groups of their own, which Ctrl-C does not reach: when the command is
 * interrupted they are ended, with all that they started, and a second signal ends the command itself.
 * @throws Interrupted, besides what `work` throws
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const { signal } = controller;
  const aborted = new Promise<void>((done) => signal.addEventListener('abort', () => done()));
  const end = (name: (typeof SIGNALS)[number]): void => controller.abort(new Interrupted(name));
  for (const name of SIGNALS) process.once(name, end);
  try {
    const result = work(signal);
    await Promise.race([result.catch(() => {}), aborted]);
    if (signal.aborted) await Promise.race([result.catch(() => {}), wait(GRACE_MS)]);
    signal.throwIfAborted();
    return await result;
  } finally {
    for (const name of SIGNALS) process.removeListener(name, end);
  }
}
