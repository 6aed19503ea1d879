import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { HostError } from '../../problem.ts';
import type { Problem } from '../../protocol.ts';
import { atEndOfTurn } from '../end-of-turn.ts';
import { takeThread, type GuestThread } from '../guest-thread.ts';
import type { Client } from './client.ts';
import { LinePrefix } from './line-prefix.ts';
import { PendingRequest, type Incoming } from './pending-request.ts';
import { RequestQueue } from './request-queue.ts';
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
/** A guest that computes for so long has its processor for itself: requests that wait get another thread. */
const LONG_MS = 200;
/** How long threads beyond `BASE_THREADS` stay that no request needed meanwhile. */
const IDLE_MS = 10_000;
/** How long guests go on, behind their responses, when the server closes. */
const CLOSE_MS = 500;
/** How long a part of a response waits whose guest goes on without a pause: guests ring when they wait or are done. */
const LOOK_MS = 5;
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
  /** Whether it waits for a request, as far as is known. */
  idle: boolean;
}

/**
 * The threads that serve one component. A thread takes one request at a time from the queue of all; one whose guest
 * takes too long is ended and replaced, without effect on the others.
 */
export class GuestPool {
  readonly #task: GuestTask;
  readonly #options: PoolOptions;
  readonly #concurrency: number;
  readonly #slots = new Set<Slot>();
  readonly #queue = new RequestQueue();
  /** The requests that no thread is known to have, by number, in their order; some are not in the queue yet. */
  readonly #waiting = new Map<number, PendingRequest>();
  /** Those that the queue had no place for. */
  readonly #outside: PendingRequest[] = [];
  readonly #prefix = new LinePrefix();
  /** Whether threads are woken at the end of the turn. */
  #wakes = false;
  #patience: NodeJS.Timeout | undefined;
  #nextLook: NodeJS.Timeout | undefined;
  #nextRetirement: NodeJS.Timeout | undefined;
  /** The fewest threads that were idle at a time since the last retirement. */
  #spare = 0;
  #lastId: number;

  private constructor(task: GuestTask, options: PoolOptions, lastId: number) {
    this.#lastId = lastId;
    this.#task = { ...task, requests: this.#queue.cells };
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
    this.#waiting.set(request.id, request);
    this.#outside.push(request);
    this.#fill();
    this.#attend();
  }

  /** Gives the requests that wait to `next`, and ends once those that guests have are answered; no others come. */
  async retire(next: GuestPool, drainMs = DRAIN_MS): Promise<void> {
    for (const request of [...this.#waiting.values()]) if (this.#withdraw(request)) next.#take(request);
    const late = setTimeout(() => {
      for (const request of this.#open()) this.#stop(request, replacedMeanwhile(), 503);
    }, drainMs);
    await Promise.all(this.#open().map(({ answered }) => answered));
    clearTimeout(late);
    await this.close();
  }

  /** The requests that guests have, and those that wait. */
  #open(): PendingRequest[] {
    return [...this.#current(), ...this.#waiting.values()];
  }

  /** The requests that guests have, as far as is known. */
  #current(): PendingRequest[] {
    return [...this.#slots].flatMap(({ current }) => current ?? []);
  }

  /** Ends the guests, after a moment for what they still write or record behind their responses. */
  async close(): Promise<void> {
    this.#look();
    await Promise.race([
      Promise.all(this.#current().map(({ answered }) => answered)),
      wait(CLOSE_MS, undefined, { ref: false }),
    ]);
    clearTimeout(this.#patience);
    clearTimeout(this.#nextLook);
    clearTimeout(this.#nextRetirement);
    const [slots, open] = [[...this.#slots], this.#open()];
    this.#slots.clear();
    this.#waiting.clear();
    await Promise.all(slots.map(({ thread }) => thread.end()));
    for (const request of open) request.done();
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

  /** Puts requests into the queue while it has places. */
  #fill(): void {
    const before = this.#outside.length;
    while (this.#outside[0]?.enter(this.#queue)) this.#outside.shift();
    if (this.#outside.length === before || this.#wakes) return;
    this.#wakes = true;
    atEndOfTurn(() => {
      this.#wakes = false;
      this.#queue.wake();
    });
  }

  /** @returns false when a thread has it */
  #withdraw(request: PendingRequest): boolean {
    const at = this.#outside.indexOf(request);
    if (at >= 0) this.#outside.splice(at, 1);
    else if (!this.#queue.withdraw(request.id)) return false;
    return this.#waiting.delete(request.id);
  }

  /** Sees to it that requests which wait get a thread, and that what guests write is found. */
  #attend(): void {
    this.#nextLook ??= setTimeout(() => {
      this.#nextLook = undefined;
      this.#look();
      if (this.#waiting.size > 0 || [...this.#slots].some(({ current }) => current)) this.#attend();
    }, LOOK_MS);
    if (this.#waiting.size <= this.#idle) return;
    if (this.#starting === 0 && this.#slots.size < Math.min(BASE_THREADS, this.#concurrency)) this.#add();
    this.#patience ??= setTimeout(() => this.#relieve(), PATIENCE_MS);
  }

  #look(): void {
    for (const { thread } of this.#slots) thread.look();
  }

  #count(isCounted: (slot: Slot) => boolean): number {
    let count = 0;
    for (const slot of this.#slots) if (isCounted(slot)) count++;
    return count;
  }

  get #idle(): number {
    return this.#count(({ idle }) => idle);
  }

  get #starting(): number {
    return this.#count(({ current, idle }) => !current && !idle);
  }

  /**
   * Starts threads for requests that have none to wait for: more threads than processors help only where guests
   * wait, or go on for long; where all guests wait, as many as there may be. While threads start, which keeps the
   * processors busy, no others do.
   */
  #relieve(): void {
    this.#patience = undefined;
    this.#look();
    const { size } = this.#slots;
    const asleep = this.#count(({ thread }) => thread.isAsleep);
    const since = performance.now() - LONG_MS;
    const long = this.#count(({ thread, current }) => !thread.isAsleep && (current?.begun ?? since) < since);
    const most = asleep === size ? this.#concurrency : BASE_THREADS + asleep + long;
    const room = this.#starting > 0 ? 0 : Math.min(this.#concurrency, most) - size;
    for (let left = Math.min(this.#waiting.size, room); left > 0; left--) this.#add();
    if (this.#waiting.size > 0) this.#attend();
  }

  #took(slot: Slot, id: number): void {
    const pending = this.#waiting.get(id);
    if (!pending) return;
    this.#waiting.delete(id);
    slot.current = pending;
    slot.idle = false;
    if (this.#nextRetirement) this.#spare = Math.min(this.#spare, this.#idle);
    const rest = pending.begin(() => slot.thread.wake(), this.#options.timeoutMs);
    if (pending.client.hasLeft) slot.thread.closeResponse(id);
    if (rest) slot.thread.post(rest);
    this.#fill();
  }

  #receive(slot: Slot, message: GuestMessage | ResponseMessage, wrote: () => void): void {
    const reply = slot.current?.reply;
    if (message.kind === 'took') this.#took(slot, message.id);
    else if (message.kind === 'output') {
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
    slot.current?.done();
    slot.current = undefined;
    slot.idle = true;
    if (this.#slots.size <= BASE_THREADS || this.#nextRetirement) return;
    this.#spare = this.#idle;
    this.#nextRetirement = setTimeout(() => this.#retireSpare(), IDLE_MS).unref();
  }

  /** Threads take no other request; they may just have taken one. */
  #retireSpare(): void {
    this.#nextRetirement = undefined;
    const spare = [...this.#slots].filter(({ idle }) => idle).slice(0, this.#spare);
    for (const slot of spare.slice(0, Math.max(0, this.#slots.size - BASE_THREADS)))
      slot.thread.leave(() => this.#slots.delete(slot));
    this.#queue.wakeAll();
  }

  #lose(slot: Slot, problem: Problem, status = 500): void {
    this.#slots.delete(slot);
    const [first] = this.#waiting.values();
    // Fail one request per thread that dies while it starts; otherwise a broken guest would start threads forever.
    const lost = slot.current ?? (first && this.#withdraw(first) ? first : undefined);
    this.#refuse(lost, status, problem);
    lost?.done();
    for (const id of this.#queue.abandonedBy(slot.thread.number)) this.#abandon(id);
    if (this.#waiting.size > 0) this.#attend();
  }

  /** The thread that has just taken the request was ended because of the one before. */
  #abandon(id: number): void {
    const pending = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#refuse(pending, 503, ENDED_WITH_OTHER);
    pending?.done();
  }

  #slotOf(pending: PendingRequest): Slot | undefined {
    return [...this.#slots].find(({ current }) => current === pending);
  }

  #stop(pending: PendingRequest, problem: Problem, status: number): void {
    this.#look();
    const slot = this.#slotOf(pending);
    if (slot) {
      void slot.thread.end().then((taken) => {
        for (const id of [...taken, ...this.#queue.abandonedBy(slot.thread.number)]) this.#abandon(id);
      });
      return this.#lose(slot, problem, status);
    }
    if (!this.#waiting.has(pending.id)) return;
    // A thread has it, and has not said so yet.
    if (!this.#withdraw(pending)) return void setTimeout(() => this.#stop(pending, problem, status), LOOK_MS);
    this.#refuse(pending, status, problem);
    pending.done();
  }
}

const ENDED_WITH_OTHER: Problem = {
  code: 'guest-stopped',
  message: 'its thread was ended because of the request before it',
};
