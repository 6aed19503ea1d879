import type { IncomingMessage } from 'node:http';
import { availableParallelism } from 'node:os';
import { HostError } from '../../problem.ts';
import type { Problem } from '../../protocol.ts';
import type { RequestHead } from '../../wasi/http/messages.ts';
import { feed, type Feed } from '../byte-pipe.ts';
import { takeThread, type GuestThread } from '../guest-thread.ts';
import { LinePrefix } from './line-prefix.ts';
import { fieldsOf } from './request.ts';
import type { Reply } from './respond.ts';
import type { ResponseHead } from './response-head.ts';
import { timedOut } from '../../limits.ts';
import type { Output } from '../output.ts';
import type { GuestMessage, GuestTask } from '../task.ts';

/** Threads that start as soon as a request waits; they stay. */
const BASE_THREADS = Math.max(2, Math.min(8, availableParallelism()));
/** Guests that wait hold a thread each: there may be many more of them than processors. */
const DEFAULT_CONCURRENCY = 64;
/** How long a request waits for a thread before one beyond `BASE_THREADS` starts. */
const PATIENCE_MS = 20;
/** How long a thread beyond `BASE_THREADS` stays without a request. */
const IDLE_MS = 10_000;
/** How long a guest may go on after its client left. */
const GRACE_MS = 1_000;

export interface PoolOptions {
  readonly output: Output;
  /** Gets why a request failed. */
  readonly failed?: (problem: Problem) => void;
  /** Wall time of one request. */
  readonly timeoutMs?: number;
  /** The most requests that are answered at once; further ones wait. */
  readonly concurrency?: number;
  /** Whether lines of output name their request, as in `stdout [3] :: text`. */
  readonly prefix?: boolean;
}

/** A request, and the stream of its body. */
export interface Incoming {
  readonly head: RequestHead;
  readonly body: IncomingMessage;
}

interface Pending extends Incoming {
  readonly id: number;
  readonly gone: AbortSignal;
  readonly reply: Reply;
  /** A guest has got the request. */
  readonly started: () => void;
  /** Ends the pending request: releases its timers, its listener and its body. */
  readonly done: () => void;
  /** Parts of the response that the client has not taken; calling one gives its room back. */
  readonly unsent: Set<() => void>;
  feed?: Feed;
}

interface Slot {
  readonly thread: GuestThread;
  /** Undefined while it waits for a request. */
  current: Pending | undefined;
  idle: boolean;
  idleTimer?: NodeJS.Timeout;
}

/**
 * The threads that serve one component. A thread answers one request at a time; one whose guest takes too long is
 * ended and replaced, without effect on the others.
 */
export class GuestPool {
  readonly #task: GuestTask;
  readonly #options: PoolOptions;
  readonly #concurrency: number;
  readonly #slots = new Set<Slot>();
  readonly #waiting: Pending[] = [];
  readonly #prefix = new LinePrefix();
  #patience: NodeJS.Timeout | undefined;
  #lastId = 0;

  private constructor(task: GuestTask, options: PoolOptions) {
    this.#task = task;
    this.#options = options;
    this.#concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
  }

  /** Resolves when the first thread is ready; rejects with its problem when it cannot be. */
  static async start(task: GuestTask, options: PoolOptions): Promise<GuestPool> {
    const pool = new GuestPool(task, options);
    await new Promise<void>((ready, fail) => pool.#add(ready, (problem) => fail(new HostError(problem))));
    return pool;
  }

  /** Resolves when the reply is complete. `gone` aborts when the client left. */
  handle(incoming: Incoming, reply: Reply, gone: AbortSignal): Promise<void> {
    return new Promise<void>((resolve) => {
      const timers: NodeJS.Timeout[] = [];
      const stopAfter = (ms: number, problem: Problem, status: number) =>
        void timers.push(setTimeout(() => this.#stop(pending, problem, status), ms));
      const { timeoutMs } = this.#options;
      // A request's time begins when a guest gets it: guests that wait end in their own time.
      const started = () => {
        if (timeoutMs !== undefined) stopAfter(timeoutMs, timedOut(timeoutMs), 504);
      };
      const onGone = () => {
        this.#slotOf(pending)?.thread.closeResponse(pending.id);
        for (const wrote of pending.unsent) wrote();
        stopAfter(GRACE_MS, { code: 'client-gone', message: 'the client left' }, 500);
      };
      const done = () => {
        for (const timer of timers) clearTimeout(timer);
        gone.removeEventListener('abort', onGone);
        pending.feed?.close();
        resolve();
      };
      const [id, unsent] = [++this.#lastId, new Set<() => void>()];
      const pending: Pending = { ...incoming, id, reply, gone, started, done, unsent };
      if (gone.aborted) onGone();
      else gone.addEventListener('abort', onGone);
      this.#waiting.push(pending);
      this.#assign();
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#patience);
    const slots = [...this.#slots];
    this.#slots.clear();
    for (const { idleTimer } of slots) clearTimeout(idleTimer);
    await Promise.all(slots.map(({ thread }) => thread.end()));
    for (const pending of [...slots.map(({ current }) => current), ...this.#waiting.splice(0)])
      pending?.done();
  }

  #add(ready: () => void = () => {}, fail: (problem: Problem) => void = () => {}): void {
    const slot: Slot = { thread: takeThread(), current: undefined, idle: false };
    this.#slots.add(slot);
    slot.thread.begin(this.#task, (message, wrote) => {
      if (message.kind === 'idle') ready();
      if (message.kind === 'failed') fail(message.problem);
      this.#receive(slot, message, wrote);
    });
  }

  #assign(): void {
    for (const slot of this.#slots) if (slot.idle) this.#give(slot, this.#waiting.shift());
    if (this.#waiting.length === 0) return;
    const starting = [...this.#slots].filter(({ current, idle }) => !current && !idle).length;
    if (starting === 0 && this.#slots.size < Math.min(BASE_THREADS, this.#concurrency)) this.#add();
    this.#patience ??= setTimeout(() => this.#relieve(starting), PATIENCE_MS);
  }

  /** Starts a thread for each request that has no thread to wait for. */
  #relieve(starting: number): void {
    this.#patience = undefined;
    const missing = this.#waiting.length - starting;
    const room = this.#concurrency - this.#slots.size;
    for (let left = Math.min(missing, room); left > 0; left--) this.#add();
    if (this.#waiting.length > 0) this.#assign();
  }

  #give(slot: Slot, pending: Pending | undefined): void {
    if (!pending) return;
    clearTimeout(slot.idleTimer);
    slot.current = pending;
    slot.idle = false;
    pending.started();
    if (pending.gone.aborted) slot.thread.closeResponse(pending.id);
    pending.feed = feed(pending.body, () => slot.thread.wake(), {
      trailers: () => fieldsOf(pending.body.rawTrailers),
    });
    slot.thread.post({ id: pending.id, head: pending.head, body: pending.feed.port });
  }

  #receive(slot: Slot, message: GuestMessage, wrote: () => void): void {
    const reply = slot.current?.reply;
    if (message.kind === 'output') {
      void this.#write(slot, message.stream, message.bytes).finally(wrote);
    } else if (message.kind === 'chunk') {
      sendChunk(slot.current, message.bytes, wrote);
    } else if (message.kind === 'head') this.#sendHead(slot.current, message);
    else if (message.kind === 'end') reply?.end(message.trailers);
    else if (message.kind === 'refused') this.#refuse(slot.current, 500, message.problem);
    else if (message.kind === 'idle') this.#free(slot);
    else if (message.kind === 'failed') this.#lose(slot, message.problem);
  }

  /** A head may be refused although its fields are each valid. */
  #sendHead(pending: Pending | undefined, head: ResponseHead): void {
    try {
      pending?.reply.head(head);
    } catch (error) {
      const { message } = error as Error;
      this.#refuse(pending, 500, { code: 'guest-error', message: `the head cannot be sent: ${message}` });
    }
  }

  #write(slot: Slot, stream: 'stdout' | 'stderr', bytes: Uint8Array): Promise<void> {
    const id = slot.current?.id;
    const isPlain = this.#options.prefix === false || id === undefined;
    return this.#log(stream, isPlain ? bytes : this.#prefix.of(stream, id, bytes));
  }

  /** Requests are answered even when nobody reads the log. */
  async #log(stream: 'stdout' | 'stderr', bytes: Uint8Array): Promise<void> {
    try {
      await this.#options.output(stream, bytes);
    } catch {
      return;
    }
  }

  /** Answers in the guest's place, and writes the reason into the log. */
  #refuse(pending: Pending | undefined, status: number, problem: Problem): void {
    if (!pending) return;
    const { method, path, authority } = pending.head;
    const line = `request [${pending.id}] ${method} ${path ?? authority} failed: ${problem.message}`;
    const text = [line, ...(problem.causes ?? []).map((cause) => `    ${cause}`)].join('\n');
    if (!pending.gone.aborted) {
      void this.#log('stderr', Buffer.from(`${text}\n`));
      this.#options.failed?.(problem);
    }
    pending.reply.refused(status, problem);
  }

  #free(slot: Slot): void {
    slot.current?.done();
    slot.current = undefined;
    slot.idle = true;
    this.#assign();
    if (slot.idle && this.#slots.size > BASE_THREADS) {
      slot.idleTimer = setTimeout(() => this.#retire(slot), IDLE_MS);
      slot.idleTimer.unref();
    }
  }

  #retire(slot: Slot): void {
    if (!slot.idle || this.#slots.size <= BASE_THREADS) return;
    this.#slots.delete(slot);
    slot.thread.end().catch(() => {});
  }

  #lose(slot: Slot, problem: Problem, status = 500): void {
    this.#slots.delete(slot);
    // Fail one request per thread that dies while it starts; otherwise a broken guest would start threads forever.
    const lost = slot.current ?? this.#waiting.shift();
    this.#refuse(lost, status, problem);
    lost?.done();
    if (this.#waiting.length > 0) this.#assign();
  }

  #slotOf(pending: Pending): Slot | undefined {
    return [...this.#slots].find(({ current }) => current === pending);
  }

  #stop(pending: Pending, problem: Problem, status: number): void {
    const at = this.#waiting.indexOf(pending);
    const slot = this.#slotOf(pending);
    if (at >= 0) this.#waiting.splice(at, 1);
    if (slot) {
      slot.thread.end().catch(() => {});
      return this.#lose(slot, problem, status);
    }
    this.#refuse(pending, status, problem);
    pending.done();
  }
}

/** @param wrote called once: when the client took the bytes or nobody takes them any more */
function sendChunk(pending: Pending | undefined, bytes: Uint8Array, wrote: () => void): void {
  if (!pending || pending.gone.aborted) return wrote();
  const once = (): void => {
    if (pending.unsent.delete(once)) wrote();
  };
  pending.unsent.add(once);
  pending.reply.chunk(bytes, once);
}
