import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { HostError } from '../../problem.ts';
import type { Problem } from '../../protocol.ts';
import { takeThread, type GuestThread } from '../guest-thread.ts';
import type { Client } from './client.ts';
import { LinePrefix } from './line-prefix.ts';
import { PendingRequest, type Incoming } from './pending-request.ts';
import type { Reply } from './respond.ts';
import type { ResponseHead } from './response-head.ts';
import { nothingSent, noting, requestLine } from './request-log.ts';
import { replacedMeanwhile } from '../../limits.ts';
import type { Output } from '../output.ts';
import type { GuestMessage, GuestTask, OutputMessage, ResponseMessage } from '../task.ts';

/** Threads that start as soon as a request waits; they stay. */
const BASE_THREADS = Math.max(2, Math.min(8, availableParallelism()));
/** Guests that wait hold a thread each: there may be many more of them than processors. */
const DEFAULT_CONCURRENCY = 64;
/** How long a request waits for a thread before one beyond `BASE_THREADS` starts. */
const PATIENCE_MS = 20;
/** How long a thread beyond `BASE_THREADS` stays without a request. */
const IDLE_MS = 10_000;
/** How long guests go on, behind their responses, when the server closes. */
const CLOSE_MS = 500;
/** How long requests go on whose component was replaced. */
const DRAIN_MS = 10_000;

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
  /** Whether the log has a line for each request. */
  readonly requests?: boolean;
}

interface Slot {
  readonly thread: GuestThread;
  /** Undefined while it waits for a request. */
  current: PendingRequest | undefined;
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
  readonly #waiting: PendingRequest[] = [];
  readonly #prefix = new LinePrefix();
  #patience: NodeJS.Timeout | undefined;
  /** How many requests threads are done with. */
  #done = 0;
  #lastId: number;

  private constructor(task: GuestTask, options: PoolOptions, lastId: number) {
    this.#lastId = lastId;
    this.#task = task;
    this.#options = options;
    this.#concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
  }

  /**
   * Resolves when the first thread is ready; rejects with its problem when it cannot be, or when it is aborted.
   * @param start.former the pool whose place it takes: requests are numbered on
   */
  static async start(
    task: GuestTask,
    options: PoolOptions,
    { former, signal }: { readonly former?: GuestPool; readonly signal?: AbortSignal } = {},
  ): Promise<GuestPool> {
    const pool = new GuestPool(task, options, former ? former.#lastId : 0);
    try {
      await new Promise<void>((ready, fail) => {
        signal?.addEventListener('abort', () => fail(signal.reason as Error));
        pool.#add(ready, (problem) => fail(new HostError(problem)));
      });
      return pool;
    } catch (error) {
      await pool.close();
      throw error;
    }
  }

  /** Resolves when the reply is complete. */
  async handle(incoming: Incoming, reply: Reply, client: Client): Promise<void> {
    const sent = this.#options.requests ? nothingSent() : undefined;
    const answer = sent ? noting(reply, sent) : reply;
    const request = new PendingRequest(++this.#lastId, incoming, answer, client);
    this.#take(request);
    await request.answered;
    if (!sent) return;
    const { id, head, came, begun } = request;
    const line = requestLine(id, head, sent, { came, begun, done: performance.now() });
    void this.#log('stderr', Buffer.from(line));
  }

  #take(request: PendingRequest): void {
    request.follow({
      left: () => this.#slotOf(request)?.thread.closeResponse(request.id),
      overdue: (problem, status) => this.#stop(request, problem, status),
    });
    this.#waiting.push(request);
    this.#assign();
  }

  /** Gives the requests that wait to `next`, and ends once those that guests have are answered; no others come. */
  async retire(next: GuestPool, drainMs = DRAIN_MS): Promise<void> {
    for (const request of this.#waiting.splice(0)) next.#take(request);
    const late = setTimeout(() => {
      for (const request of this.#current()) this.#stop(request, replacedMeanwhile(), 503);
    }, drainMs);
    await Promise.all(this.#current().map(({ answered }) => answered));
    clearTimeout(late);
    await this.close();
  }

  /** The requests that guests have. */
  #current(): PendingRequest[] {
    return [...this.#slots].flatMap(({ current }) => current ?? []);
  }

  /** Ends the guests, after a moment for what they still write or record behind their responses. */
  async close(): Promise<void> {
    clearTimeout(this.#patience);
    await Promise.race([
      Promise.all(this.#current().map(({ answered }) => answered)),
      wait(CLOSE_MS, undefined, { ref: false }),
    ]);
    const slots = [...this.#slots];
    this.#slots.clear();
    for (const { idleTimer } of slots) clearTimeout(idleTimer);
    await Promise.all(slots.map(({ thread }) => thread.end()));
    for (const request of [...slots.flatMap(({ current }) => current ?? []), ...this.#waiting.splice(0)])
      request.done();
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
    if (this.#starting === 0 && this.#slots.size < Math.min(BASE_THREADS, this.#concurrency)) this.#add();
    const done = this.#done;
    this.#patience ??= setTimeout(() => this.#relieve(done), PATIENCE_MS);
  }

  get #starting(): number {
    return [...this.#slots].filter(({ current, idle }) => !current && !idle).length;
  }

  /**
   * Starts threads for requests that have none to wait for: more threads than processors help only where guests
   * wait, or where nothing else goes on; where all guests wait, as many as there may be. While threads start, which keeps the processors busy, no others do.
   */
  #relieve(done: number): void {
    this.#patience = undefined;
    const asleep = [...this.#slots].filter(({ thread }) => thread.isAsleep).length;
    const { size } = this.#slots;
    const atRest = asleep === size ? this.#concurrency : size * 2;
    const most = this.#done === done ? atRest : BASE_THREADS + asleep;
    const room = this.#starting > 0 ? 0 : Math.min(this.#concurrency, most) - size;
    for (let left = Math.min(this.#waiting.length, room); left > 0; left--) this.#add();
    if (this.#waiting.length > 0) this.#assign();
  }

  #give(slot: Slot, pending: PendingRequest | undefined): void {
    if (!pending) return;
    clearTimeout(slot.idleTimer);
    slot.current = pending;
    slot.idle = false;
    const { id, head } = pending;
    const body = pending.begin(() => slot.thread.wake(), this.#options.timeoutMs);
    if (pending.client.hasLeft) slot.thread.closeResponse(id);
    slot.thread.post({ id, head, body });
  }

  #receive(slot: Slot, message: GuestMessage | ResponseMessage, wrote: () => void): void {
    const reply = slot.current?.reply;
    if (message.kind === 'output') {
      void this.#write(slot, message).finally(wrote);
    } else if (message.kind === 'chunk') {
      if (slot.current) slot.current.send(message.bytes, wrote);
      else wrote();
    } else if (message.kind === 'head') this.#sendHead(slot.current, message);
    else if (message.kind === 'end') reply?.end(message.trailers);
    else if (message.kind === 'refused') this.#refuse(slot.current, 500, message.problem);
    else if (message.kind === 'idle') this.#free(slot);
    else if (message.kind === 'failed') this.#lose(slot, message.problem);
  }

  /** A head may be refused although its fields are each valid. */
  #sendHead(pending: PendingRequest | undefined, head: ResponseHead): void {
    try {
      pending?.reply.head(head);
    } catch (error) {
      const { message } = error as Error;
      this.#refuse(pending, 500, { code: 'guest-error', message: `the head cannot be sent: ${message}` });
    }
  }

  #write(slot: Slot, { stream, bytes }: OutputMessage): Promise<void> {
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
  #refuse(pending: PendingRequest | undefined, status: number, problem: Problem): void {
    if (!pending) return;
    const { method, path, authority } = pending.head;
    const line = `request [${pending.id}] ${method} ${path ?? authority} failed: ${problem.message}`;
    const text = [line, ...(problem.causes ?? []).map((cause) => `    ${cause}`)].join('\n');
    if (!pending.client.hasLeft) {
      void this.#log('stderr', Buffer.from(`${text}\n`));
      this.#options.failed?.(problem);
    }
    pending.reply.refused(status, problem);
  }

  #free(slot: Slot): void {
    this.#done++;
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

  #slotOf(pending: PendingRequest): Slot | undefined {
    return [...this.#slots].find(({ current }) => current === pending);
  }

  #stop(pending: PendingRequest, problem: Problem, status: number): void {
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
