import { Worker } from 'node:worker_threads';
import { program } from '../programs.ts';
import { HostError } from '../base/problem.ts';
import type { Problem } from '../protocol.ts';
import type { Jobs } from './jobs.ts';

/** A job for the thread: a function by its name. */
export interface JobRequest {
  readonly name: string;
  readonly args: readonly unknown[];
}

/** The outcome of a job. */
export type JobOutcome =
  { readonly result: unknown } | { readonly problem: Problem } | { readonly error: unknown };

interface Job {
  readonly request: JobRequest;
  readonly done: (result: unknown) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Longer than the time between two builds while editing, as the next thread has to read and compile its tools again.
 */
const IDLE_MS = 300_000;

/**
 * One thread for long computations, so that the host's own loop can serve requests and receive cancellations. It starts
 * with the first job, runs one at a time, and ends after a time without any.
 */
export class ToolThread {
  readonly #program: URL;
  readonly #idleMs: number;
  readonly #queue: Job[] = [];
  #running: Job | undefined;
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;

  /** @param idleMs how long a thread without work stays */
  constructor(program: URL, idleMs = IDLE_MS) {
    this.#program = program;
    this.#idleMs = idleMs;
  }

  /**
   * @param signal removes the job from the queue, or ends the thread that runs it
   * @throws the job's exception: a HostError as one; `toolkit-failed` when the thread stops
   */
  run(request: JobRequest, signal?: AbortSignal): Promise<unknown> {
    return new Promise((done, fail) => {
      if (signal?.aborted) return fail(signal.reason as Error);
      const job: Job = {
        request,
        done: (result) => (signal?.removeEventListener('abort', cancel), done(result)),
        fail: (error) => (signal?.removeEventListener('abort', cancel), fail(error as Error)),
      };
      const cancel = () => this.#cancel(job, signal?.reason);
      signal?.addEventListener('abort', cancel);
      this.#queue.push(job);
      this.#next();
    });
  }

  #next(): void {
    if (this.#running) return;
    this.#running = this.#queue.shift();
    if (!this.#running) return this.#rest();
    clearTimeout(this.#idle);
    this.#worker ??= this.#start();
    this.#worker.ref();
    this.#worker.postMessage(this.#running.request);
  }

  /** Nothing to do: the thread holds no process open. */
  #rest(): void {
    this.#worker?.unref();
    this.#idle = setTimeout(() => this.#end(), this.#idleMs).unref();
  }

  #start(): Worker {
    // Output of the tools is not part of any protocol. It is not read either: reading holds the process open.
    const worker = new Worker(this.#program, { stdout: true, stderr: true });
    const stopped = (reason: string) => {
      if (worker !== this.#worker) return;
      this.#worker = undefined;
      this.#finish((job) => job.fail(stoppedBy(reason)));
    };
    worker.on('message', (outcome: JobOutcome) => {
      if (worker === this.#worker) this.#finish((job) => settle(job, outcome));
    });
    worker.on('error', (error) => stopped(error.message));
    worker.on('exit', (code) => stopped(`it left with ${code}`));
    return worker;
  }

  #finish(settle: (job: Job) => void): void {
    const job = this.#running;
    this.#running = undefined;
    if (job) settle(job);
    this.#next();
  }

  #cancel(job: Job, reason: unknown): void {
    const at = this.#queue.indexOf(job);
    if (at >= 0) {
      this.#queue.splice(at, 1);
      return job.fail(reason);
    }
    if (this.#running !== job) return;
    this.#end();
    this.#finish((running) => running.fail(reason));
  }

  #end(): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
  }
}

function settle(job: Job, outcome: JobOutcome): void {
  if ('result' in outcome) job.done(outcome.result);
  else job.fail('problem' in outcome ? new HostError(outcome.problem) : outcome.error);
}

const stoppedBy = (reason: string): HostError =>
  new HostError({
    code: 'toolkit-failed',
    message: 'the thread that translates and composes components stopped unexpectedly',
    help: 'A component may be too large for the memory. Please report it with the component.',
    causes: [reason],
  });

const shared = new ToolThread(program('tools'));

/** Calls a function of `jobs.ts` in the host's thread of tools. */
export function inToolThread<Name extends keyof Jobs>(
  name: Name,
  args: Parameters<Jobs[Name]>,
  signal?: AbortSignal,
): Promise<Awaited<ReturnType<Jobs[Name]>>> {
  return shared.run({ name, args }, signal) as Promise<Awaited<ReturnType<Jobs[Name]>>>;
}
