import { availableParallelism } from 'node:os';
import { HostError } from '../problem.ts';
import type { Problem } from '../protocol.ts';
import { GuestThread } from './guest-thread.ts';
import type { Reply } from './respond.ts';
import { timedOut, type RunContext } from './run.ts';
import type { GuestMessage, GuestRequest, GuestTask } from './task.ts';

const MOST_THREADS = Math.max(2, Math.min(8, availableParallelism()));
/** How long a guest may go on after its client left. */
const GRACE_MS = 1_000;

interface Pending {
  readonly request: GuestRequest;
  readonly reply: Reply;
  readonly done: () => void;
}

interface Slot {
  readonly thread: GuestThread;
  /** Undefined while it waits for a request. */
  current: Pending | undefined;
  idle: boolean;
}

/**
 * The threads that serve one component: they are made when they are needed, up to one a processor.
 * A thread whose guest takes too long is ended and replaced; the others do not notice.
 */
export class GuestPool {
  readonly #task: GuestTask;
  readonly #output: RunContext['output'];
  readonly #timeoutMs: number | undefined;
  readonly #slots = new Set<Slot>();
  readonly #waiting: Pending[] = [];
  #lastId = 0;

  private constructor(task: GuestTask, output: RunContext['output'], timeoutMs: number | undefined) {
    this.#task = task;
    this.#output = output;
    this.#timeoutMs = timeoutMs;
  }

  /** Resolves when the first thread is ready; rejects with its problem when it cannot be. */
  static async start(
    task: GuestTask,
    output: RunContext['output'],
    timeoutMs: number | undefined,
  ): Promise<GuestPool> {
    const pool = new GuestPool(task, output, timeoutMs);
    await new Promise<void>((ready, fail) => pool.#add(ready, (problem) => fail(new HostError(problem))));
    return pool;
  }

  nextId(): number {
    return ++this.#lastId;
  }

  /** Resolves when the reply is complete. `gone` aborts when the client left. */
  async handle(request: GuestRequest, reply: Reply, gone: AbortSignal): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((done) => {
      const pending = { request, reply, done };
      const stop = (problem: Problem, status: number) => this.#stop(pending, problem, status);
      if (this.#timeoutMs !== undefined)
        timer = setTimeout(stop, this.#timeoutMs, timedOut(this.#timeoutMs), 504);
      gone.addEventListener('abort', () => {
        timer = setTimeout(stop, GRACE_MS, { code: 'client-gone', message: 'the client left' }, 500);
      });
      this.#waiting.push(pending);
      this.#assign();
    });
    clearTimeout(timer);
  }

  async close(): Promise<void> {
    const slots = [...this.#slots];
    this.#slots.clear();
    await Promise.all(slots.map(({ thread }) => thread.end()));
    for (const { current } of slots) current?.done();
  }

  #add(ready: () => void = () => {}, fail: (problem: Problem) => void = () => {}): void {
    const thread = new GuestThread(this.#task, (message) => {
      if (message.kind === 'idle') ready();
      if (message.kind === 'failed') fail(message.problem);
      this.#receive(slot, message);
    });
    const slot: Slot = { thread, current: undefined, idle: false };
    this.#slots.add(slot);
  }

  #assign(): void {
    for (const slot of this.#slots) {
      if (!slot.idle || this.#waiting.length === 0) continue;
      slot.current = this.#waiting.shift();
      slot.idle = false;
      if (slot.current) slot.thread.post(slot.current.request);
    }
    const starting = [...this.#slots].some(({ current, idle }) => !current && !idle);
    if (this.#waiting.length > 0 && !starting && this.#slots.size < MOST_THREADS) this.#add();
  }

  #receive(slot: Slot, message: GuestMessage): void {
    const { current } = slot;
    if (message.kind === 'output') this.#output(message.stream, message.bytes);
    else if (message.kind === 'head') current?.reply.head(message.status, message.headers);
    else if (message.kind === 'chunk') current?.reply.chunk(message.bytes);
    else if (message.kind === 'end') current?.reply.end();
    else if (message.kind === 'refused') current?.reply.refused(500, message.problem);
    else if (message.kind === 'idle') this.#free(slot);
    else if (message.kind === 'failed') this.#lose(slot, message.problem);
  }

  #free(slot: Slot): void {
    slot.current?.done();
    slot.current = undefined;
    slot.idle = true;
    this.#assign();
  }

  #lose(slot: Slot, problem: Problem, status = 500): void {
    this.#slots.delete(slot);
    // A thread that dies before it was ready takes a request with it, lest its successors die in turn for ever.
    const lost = slot.current ?? this.#waiting.shift();
    lost?.reply.refused(status, problem);
    lost?.done();
    if (this.#waiting.length > 0) this.#assign();
  }

  #stop(pending: Pending, problem: Problem, status: number): void {
    const at = this.#waiting.indexOf(pending);
    const slot = [...this.#slots].find(({ current }) => current === pending);
    if (at >= 0) this.#waiting.splice(at, 1);
    if (slot) {
      void slot.thread.end();
      return this.#lose(slot, problem, status);
    }
    pending.reply.refused(status, problem);
    pending.done();
  }
}
