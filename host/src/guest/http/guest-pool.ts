import { setTimeout as wait } from 'node:timers/promises';
import { HostError } from '../../problem.ts';
import type { Problem } from '../../protocol.ts';
import { atEndOfTurn } from '../end-of-turn.ts';
import { takeThread } from '../guest-thread.ts';
import type { Client } from './client.ts';
import { PendingRequest, type Incoming } from './pending-request.ts';
import type { PoolOptions } from './pool-options.ts';
import { RequestQueue } from './request-queue.ts';
import type { Reply } from './respond.ts';
import type { ResponseHead } from './response-head.ts';
import { ServerLog } from './server-log.ts';
import { BASE_THREADS, loops, usefulThreads, type Slot } from './slot.ts';
import { nothingSent, noting, requestLine } from './request-log.ts';
import { endedWithOther, replacedMeanwhile } from '../../limits.ts';
import type { GuestMessage, GuestTask, ResponseMessage } from '../task.ts';

const DEFAULT_CONCURRENCY = 512;
/** How long a request waits for a thread before one beyond `BASE_THREADS` starts. */
const PATIENCE_MS = 20;
/** How long threads beyond `BASE_THREADS` stay that no request needed meanwhile. */
const IDLE_MS = 10_000;
/** How long guests go on, behind their responses, when the server closes. */
const CLOSE_MS = 500;
/** How long a part of a response waits whose guest goes on without a pause: guests ring when they wait or are done. */
const LOOK_MS = 5;
/** How long requests go on whose component was replaced. */
const DRAIN_MS = 10_000;

/**
 * The threads that serve one component. A thread takes one request at a time from the queue of all, the next one when
 * it is done or the guest is suspended; one whose guest takes too long is ended and replaced, without effect on the
 * others.
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
  readonly #log: ServerLog;
  /** Whether threads are woken at the end of the turn. */
  #wakes = false;
  #patience: NodeJS.Timeout | undefined;
  #nextLook: NodeJS.Timeout | undefined;
  #nextRetirement: NodeJS.Timeout | undefined;
  /** How many requests threads have. */
  #underWay = 0;
  /** The fewest threads that were idle at a time since the last retirement. */
  #spare = 0;
  #lastId: number;

  private constructor(task: GuestTask, options: PoolOptions, lastId: number) {
    this.#lastId = lastId;
    this.#task = { ...task, requests: this.#queue.cells };
    this.#options = options;
    this.#log = new ServerLog(options.output, options.prefix ?? true);
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
    void this.#log.write('stderr', Buffer.from(line));
  }

  #take(request: PendingRequest): void {
    request.follow({
      left: () => {
        const slot = this.#slotOf(request);
        slot?.thread.closeResponse(slot.requests.get(request.id)!.lane, request.id);
      },
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
    return [...this.#slots].flatMap(({ requests }) => [...requests.values()].map(({ request }) => request));
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
    const thread = takeThread();
    const slot: Slot = { thread, requests: new Map(), current: undefined, idle: false, isForsaken: false };
    this.#slots.add(slot);
    slot.thread.begin(this.#task, (message, wrote) => {
      if (message.kind === 'idle') ready();
      if (message.kind === 'failed') fail(message.problem);
      this.#receive(slot, message, wrote);
    });
  }

  /** Puts requests into the queue while it has places, and there are not as many as may be answered at once. */
  #fill(): void {
    const before = this.#outside.length;
    while (this.#underWay + this.#queued < this.#concurrency && this.#outside[0]?.enter(this.#queue))
      this.#outside.shift();
    if (this.#outside.length === before || this.#wakes) return;
    this.#wakes = true;
    atEndOfTurn(() => {
      this.#wakes = false;
      this.#queue.wake();
    });
  }

  /** How many requests wait in the queue. */
  get #queued(): number {
    return this.#waiting.size - this.#outside.length;
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
    if (this.#queued <= this.#count(({ idle, requests }) => idle && requests.size === 0)) return;
    if (this.#starting === 0 && this.#slots.size < Math.min(BASE_THREADS, this.#concurrency)) this.#add();
    this.#patience ??= setTimeout(() => this.#relieve(), PATIENCE_MS);
  }

  #look(): void {
    for (const { thread } of this.#slots) thread.look();
  }

  #count(isCounted: (slot: Slot) => boolean): number {
    return [...this.#slots].filter(isCounted).length;
  }

  get #idle(): number {
    return this.#count(({ idle }) => idle);
  }

  get #starting(): number {
    return this.#count(({ requests, idle }) => requests.size === 0 && !idle);
  }

  /** Starts threads for requests that have none to wait for. While threads start, which keeps the processors busy, no others do. */
  #relieve(): void {
    this.#patience = undefined;
    this.#look();
    this.#queue.wakeAll();
    const [first] = this.#waiting.values();
    const useful = first ? usefulThreads([...this.#slots], this.#queued, first, this.#concurrency) : 0;
    const room = this.#starting > 0 ? 0 : useful - this.#slots.size;
    for (let left = room; left > 0; left--) this.#add();
    if (this.#waiting.size > 0) this.#attend();
  }

  #took(slot: Slot, id: number, lane: number): void {
    const request = this.#waiting.get(id);
    if (!request) return;
    this.#waiting.delete(id);
    this.#underWay++;
    slot.requests.set(id, { request, lane });
    slot.current = request;
    slot.idle = false;
    if (this.#nextRetirement) this.#spare = Math.min(this.#spare, this.#idle);
    const rest = request.begin(() => slot.thread.wake(), this.#options.timeoutMs);
    if (request.client.hasLeft) slot.thread.closeResponse(lane, id);
    if (rest) slot.thread.post(rest);
    this.#fill();
  }

  #receive(slot: Slot, message: GuestMessage | ResponseMessage, wrote: () => void): void {
    if (message.kind === 'took') return this.#took(slot, message.id, message.lane);
    if (message.kind === 'output') return void this.#log.pass(message, slot.requests).finally(wrote);
    if (message.kind === 'idle') return this.#free(slot, message.id);
    if (message.kind === 'failed') return this.#lose(slot, message.problem);
    if (!('id' in message)) return;
    const request = slot.requests.get(message.id)?.request;
    if (message.kind === 'chunk') {
      if (request) request.send(message.bytes, wrote);
      else wrote();
    } else if (message.kind === 'head') this.#sendHead(request, message);
    else if (message.kind === 'end') request?.reply.end(message.trailers);
    else this.#refuse(request, 500, message.problem);
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

  /** Answers in the guest's place, and writes the reason into the log. */
  #refuse(pending: PendingRequest | undefined, status: number, problem: Problem): void {
    if (!pending) return;
    if (!pending.client.hasLeft) {
      this.#log.failed(pending, problem);
      this.#options.failed?.(problem);
    }
    pending.reply.refused(status, problem);
  }

  #free(slot: Slot, id: number | undefined): void {
    this.#done(slot, id);
    slot.current = undefined;
    slot.idle = true;
    if (slot.isForsaken && slot.requests.size === 0) return void this.#end(slot);
    this.#fill();
    if (this.#slots.size <= BASE_THREADS || this.#nextRetirement) return;
    this.#spare = this.#idle;
    this.#nextRetirement = setTimeout(() => this.#retireSpare(), IDLE_MS).unref();
  }

  #done(slot: Slot, id: number | undefined): void {
    const held = id === undefined ? undefined : slot.requests.get(id);
    if (!held) return;
    slot.requests.delete(held.request.id);
    this.#underWay--;
    held.request.done();
  }

  async #end(slot: Slot): Promise<void> {
    this.#slots.delete(slot);
    const taken = await slot.thread.end();
    for (const id of [...taken, ...this.#queue.abandonedBy(slot.thread.number)]) this.#abandon(id);
  }

  /** Threads take no other request; they may just have taken one. */
  #retireSpare(): void {
    this.#nextRetirement = undefined;
    const isSpare = ({ idle, requests }: Slot): boolean => idle && requests.size === 0;
    const spare = [...this.#slots].filter(isSpare).slice(0, this.#spare);
    for (const slot of spare.slice(0, Math.max(0, this.#slots.size - BASE_THREADS)))
      slot.thread.leave(() => this.#slots.delete(slot));
    this.#queue.wakeAll();
  }

  #lose(slot: Slot, problem: Problem, status = 500): void {
    this.#slots.delete(slot);
    const [first] = this.#waiting.values();
    const held = [...slot.requests.values()].map(({ request }) => request);
    this.#underWay -= held.length;
    // Fail one request per thread that dies while it starts; otherwise a broken guest would start threads forever.
    const lost = held.length > 0 ? held : first && this.#withdraw(first) ? [first] : [];
    for (const request of lost) {
      this.#refuse(request, status, problem);
      request.done();
    }
    for (const id of this.#queue.abandonedBy(slot.thread.number)) this.#abandon(id);
    if (this.#waiting.size > 0) this.#attend();
  }

  /** The thread that has just taken the request was ended because of the one before. */
  #abandon(id: number): void {
    const pending = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#refuse(pending, 503, endedWithOther());
    pending?.done();
  }

  #slotOf(pending: PendingRequest): Slot | undefined {
    return [...this.#slots].find(({ requests }) => requests.has(pending.id));
  }

  #stop(pending: PendingRequest, problem: Problem, status: number): void {
    this.#look();
    const slot = this.#slotOf(pending);
    if (slot) return this.#forsake(slot, pending, problem, status);
    if (!this.#waiting.has(pending.id)) return;
    // A thread has it, and has not said so yet.
    if (!this.#withdraw(pending)) return void setTimeout(() => this.#stop(pending, problem, status), LOOK_MS);
    this.#refuse(pending, status, problem);
    pending.done();
  }

  /** Answers in the guest's place. Its thread ends, or goes on for the other requests that it has. */
  #forsake(slot: Slot, request: PendingRequest, problem: Problem, status: number): void {
    const computes = slot.current === request;
    this.#refuse(request, status, problem);
    this.#done(slot, request.id);
    slot.isForsaken = true;
    if (slot.requests.size === 0) void this.#end(slot);
    else void this.#letGo(slot, computes);
    if (this.#waiting.size > 0) this.#attend();
  }

  /** The thread goes on for what it has, unless a guest whose time is over computes: the others would wait for it. */
  async #letGo(slot: Slot, computes: boolean): Promise<void> {
    slot.thread.leave(() => this.#slots.delete(slot));
    this.#queue.wakeAll();
    if (!computes || !(await loops(slot)) || !this.#slots.has(slot)) return;
    if (slot.requests.size > 0) this.#lose(slot, endedWithOther(), 503);
    await this.#end(slot);
  }
}
