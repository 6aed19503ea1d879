import { Worker } from 'node:worker_threads';
import type { Composer } from '../../compositions/composer.ts';

/** A function of the thread, by its name. */
export interface Call {
  readonly id: number;
  readonly name: keyof Composer;
  readonly args: readonly unknown[];
}

export type ComposerReply = { readonly id: number } & (
  { readonly result: unknown } | { readonly reason: string }
);

interface PendingRequest {
  readonly done: (result: unknown) => void;
  readonly fail: (error: Error) => void;
}

const fromSources = import.meta.url.endsWith('.ts');
const program = new URL(fromSources ? './thread-from-sources.mjs' : '../host/composer.js', import.meta.url);

/** Components of a few megabytes take some tenths of a second. */
const LIMIT_MS = 30_000;
/** The thread ends when idle, because it costs memory and is seldom needed soon after a pause. */
const IDLE_MS = 30_000;

/**
 * A composer in a separate thread, which the first call starts, which ends after a timeout or without work, and which
 * the next call starts again. It does not keep the process alive.
 */
export function composeInThread(limitMs = LIMIT_MS, thread = program): Composer {
  const caller = new Caller(thread, limitMs);
  const call =
    <Name extends keyof Composer>(name: Name) =>
    (...args: Parameters<Composer[Name]>) =>
      caller.call(name, args) as ReturnType<Composer[Name]>;
  return {
    wrap: call('wrap'),
    describe: call('describe'),
    check: call('check'),
    packages: call('packages'),
    outline: call('outline'),
    checkDocument: call('checkDocument'),
    encode: call('encode'),
    wit: call('wit'),
  };
}

class Caller {
  readonly #program: URL;
  readonly #limitMs: number;
  readonly #waiting = new Map<number, PendingRequest>();
  #worker: Worker | undefined;
  #timer: NodeJS.Timeout | undefined;
  #last = 0;

  constructor(program: URL, limitMs: number) {
    this.#program = program;
    this.#limitMs = limitMs;
  }

  call(name: keyof Composer, args: readonly unknown[]): Promise<unknown> {
    const worker = (this.#worker ??= this.#start());
    const id = (this.#last += 1);
    return new Promise((done, fail) => {
      this.#waiting.set(id, { done, fail });
      worker.postMessage({ id, name, args } satisfies Call);
      this.#wait();
    });
  }

  #start(): Worker {
    const worker = new Worker(this.#program, { stdout: true, stderr: true });
    worker.on('message', (reply: ComposerReply) => {
      if (worker === this.#worker) this.#settle(reply);
    });
    worker.on('error', (error) => this.#end(worker, error.message));
    worker.on('exit', (code) => this.#end(worker, `its thread left with ${code}`));
    // Behind the listeners, of which that for messages refers to the thread again.
    worker.unref();
    return worker;
  }

  #settle(reply: ComposerReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    this.#wait();
    if ('result' in reply) waiting?.done(reply.result);
    else waiting?.fail(new Error(reply.reason));
  }

  /** For the next reply, or for the next call. */
  #wait(): void {
    clearTimeout(this.#timer);
    const worker = this.#worker!;
    const isBusy = this.#waiting.size > 0;
    const [limit, reason] = isBusy ? [this.#limitMs, 'it took too long'] : [IDLE_MS, 'it was idle'];
    this.#timer = setTimeout(() => this.#end(worker, reason), limit);
    if (!isBusy) this.#timer.unref();
  }

  #end(worker: Worker, reason: string): void {
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    clearTimeout(this.#timer);
    void worker.terminate();
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { fail } of all) fail(new Error(reason));
  }
}
