import { setTimeout as wait } from 'node:timers/promises';
import { HostError } from '../../../base/problem.ts';
import type { Problem } from '../../../protocol.ts';
import type { Client } from '../client.ts';
import { PendingRequest, type Incoming } from './pending-request.ts';
import type { PoolOptions } from './pool-options.ts';
import type { Reply } from '../respond.ts';
import type { ResponseHead } from '../response-head.ts';
import { ServerLog } from './server-log.ts';
import { loops, type Slot } from './slot.ts';
import { isFree, Slots } from './slots.ts';
import { cheapest } from './cheapest.ts';
import { LOOK_MS, ThreadSupply } from './thread-supply.ts';
import { WaitingRequests } from './waiting-requests.ts';
import { endSilentUploads } from './silent-uploads.ts';
import { nothingSent, noting, requestLine } from './request-log.ts';
import { endedWithOther, replacedMeanwhile } from '../../../base/limits.ts';
import type { GuestMessage, GuestTask } from '../../task.ts';
import type { ResponseMessage } from '../response-parts.ts';
import { nowMs } from '../../../node/now.ts';

const DEFAULT_CONCURRENCY = 512;
/** How long guests may run after their responses when the server closes. */
const CLOSE_MS = 500;

/**
 * The threads that serve one component. A thread takes one request at a time from the queue of all, the next one when
 * it is done or the guest is suspended; one whose guest takes too long is ended and replaced, without effect on the
 * others.
 */
export class GuestPool {
  readonly #task: GuestTask;
  readonly #options: PoolOptions;
  readonly #concurrency: number;
  readonly #slots = new Slots();
  readonly #waiting = new WaitingRequests();
  readonly #log: ServerLog;
  readonly #supply: ThreadSupply;
  /** How many requests threads have. */
  #underWay = 0;
  #lastId: number;
  readonly #endWatch: () => void;

  private constructor(task: GuestTask, options: PoolOptions, lastId: number) {
    this.#lastId = lastId;
    this.#task = { ...task, requests: this.#waiting.cells };
    this.#options = options;
    this.#log = new ServerLog(options.output, options.prefix ?? true);
    this.#concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
    this.#supply = new ThreadSupply(this.#slots, this.#waiting, {
      concurrency: this.#concurrency,
      start: () => this.#add(),
      overlong: (slot) => void this.#time(slot),
    });
    const requests = { held: () => this.#slots.requests, first: () => this.#waiting.first };
    this.#endWatch = endSilentUploads(requests, options.uploadMs);
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
    const noted = sent ? noting(reply, sent) : reply;
    const request = new PendingRequest(++this.#lastId, incoming, noted, client);
    this.#take(request);
    await request.completed;
    if (!sent) return;
    const { id, head, came, begun } = request;
    const line = requestLine(id, head, sent, { came, begun, done: nowMs() });
    void this.#log.write('stderr', Buffer.from(line));
  }

  #take(request: PendingRequest): void {
    request.follow({
      left: () => {
        const slot = this.#slots.of(request);
        slot?.thread.closeResponse(slot.requests.get(request.id)!.lane, request.id);
      },
      overdue: (problem, status) => this.#stop(request, problem, status),
    });
    this.#waiting.add(request);
    this.#fill();
    this.#supply.attend();
  }

  /**
   * Passes the waiting requests to `next`, takes no new ones, and ends once those of guests are complete.
   * @param drainMs after which those of guests are stopped; undefined for never
   */
  async retire(next: GuestPool, drainMs: number | undefined): Promise<void> {
    for (const request of [...this.#waiting]) if (this.#waiting.withdraw(request)) next.#take(request);
    const stop = (): void => {
      for (const request of this.#open()) this.#stop(request, replacedMeanwhile(), 503);
    };
    const late = drainMs === undefined ? undefined : setTimeout(stop, drainMs);
    await Promise.all(this.#open().map(({ completed }) => completed));
    clearTimeout(late);
    await this.close();
  }

  /** The requests that guests have, and those that wait. */
  #open(): PendingRequest[] {
    return [...this.#slots.requests, ...this.#waiting];
  }

  /** Ends the guests, after a short time for output and records after their responses. */
  async close(): Promise<void> {
    this.#slots.look();
    await Promise.race([
      Promise.all(this.#slots.requests.map(({ completed }) => completed)),
      wait(CLOSE_MS, undefined, { ref: false }),
    ]);
    this.#supply.stop();
    this.#endWatch();
    const open = this.#open();
    this.#waiting.clear();
    await this.#slots.end();
    for (const request of open) request.done();
  }

  /**
   * Ends the threads without a request, or else one whose requests fail with the problem.
   * @returns false when there is no thread
   */
  async shed(problem: Problem): Promise<boolean> {
    this.#slots.look();
    const chosen = cheapest([...this.#slots]);
    for (const slot of chosen) if (!isFree(slot)) this.#lose(slot, problem);
    await Promise.all(chosen.map((slot) => this.#end(slot)));
    if (this.#waiting.size > 0) this.#supply.attend();
    return chosen.length > 0;
  }

  #add(ready: () => void = () => {}, fail: (problem: Problem) => void = () => {}): void {
    const slot = this.#slots.add();
    slot.thread.begin(this.#task, (message, wrote) => {
      if (message.kind === 'idle') ready();
      if (message.kind === 'failed') fail(message.problem);
      this.#receive(slot, message, wrote);
    });
  }

  /** Lets threads take requests, as long as there are not as many as may be handled at once. */
  #fill(): void {
    this.#waiting.fill(this.#concurrency - this.#underWay);
  }

  #took(slot: Slot, id: number, lane: number): void {
    const request = this.#waiting.remove(id);
    if (!request) return;
    this.#underWay++;
    slot.requests.set(id, { request, lane });
    slot.current = request;
    slot.idle = false;
    this.#slots.noteBusy();
    const rest = request.begin(() => slot.thread.wake(), this.#options.timeoutMs);
    if (request.client.hasLeft) slot.thread.closeResponse(lane, id);
    if (rest) slot.thread.post(rest);
    this.#fill();
  }

  #receive(slot: Slot, message: GuestMessage | ResponseMessage, wrote: () => void): void {
    if (message.kind === 'took') return this.#took(slot, message.id, message.lane);
    if (message.kind === 'output') return void this.#log.pass(message).finally(wrote);
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

  /** Responds in place of the guest, and logs the reason. */
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
    if (slot.isAbandoned && slot.requests.size === 0) return void this.#end(slot);
    this.#fill();
    this.#slots.noteFree(() => this.#waiting.wakeAll());
  }

  #done(slot: Slot, id: number | undefined): void {
    const held = id === undefined ? undefined : slot.requests.get(id);
    if (!held) return;
    slot.requests.delete(held.request.id);
    this.#underWay--;
    held.request.done();
  }

  async #end(slot: Slot): Promise<void> {
    this.#slots.remove(slot);
    const taken = await slot.thread.end();
    for (const id of [...taken, ...this.#waiting.abandonedBy(slot.thread.number)]) this.#abandon(id);
  }

  #lose(slot: Slot, problem: Problem, status = 500): void {
    this.#slots.remove(slot);
    const { first } = this.#waiting;
    const held = [...slot.requests.values()].map(({ request }) => request);
    this.#underWay -= held.length;
    // Fail one request per thread that dies while it starts; otherwise a broken guest would start threads forever.
    const lost = held.length > 0 ? held : first && this.#waiting.withdraw(first) ? [first] : [];
    for (const request of lost) {
      this.#refuse(request, status, problem);
      request.done();
    }
    for (const id of this.#waiting.abandonedBy(slot.thread.number)) this.#abandon(id);
    if (this.#waiting.size > 0) this.#supply.attend();
  }

  /** The thread that has just taken the request was ended because of the one before. */
  #abandon(id: number): void {
    const pending = this.#waiting.remove(id);
    this.#refuse(pending, 503, endedWithOther());
    pending?.done();
  }

  #stop(pending: PendingRequest, problem: Problem, status: number): void {
    this.#slots.look();
    const slot = this.#slots.of(pending);
    if (slot) return this.#respondInPlace(slot, pending, problem, status);
    if (!this.#waiting.has(pending)) return;
    // A thread has taken it, and has not reported so yet.
    if (!this.#waiting.withdraw(pending))
      return void setTimeout(() => this.#stop(pending, problem, status), LOOK_MS);
    this.#refuse(pending, status, problem);
    pending.done();
  }

  /** Responds in place of the guest. Its thread ends, or continues for its other requests. */
  #respondInPlace(slot: Slot, request: PendingRequest, problem: Problem, status: number): void {
    const computes = slot.current === request;
    this.#refuse(request, status, problem);
    this.#done(slot, request.id);
    slot.isAbandoned = true;
    if (slot.requests.size === 0) void this.#end(slot);
    else void this.#release(slot, computes);
    if (this.#waiting.size > 0) this.#supply.attend();
  }

  /**
   * Keeps the thread for its other requests, unless the guest that exceeded its time computes: they would wait for it.
   */
  async #release(slot: Slot, computes: boolean): Promise<void> {
    this.#slots.leave(slot);
    this.#waiting.wakeAll();
    if (computes && (await loops(slot))) await this.#endLoop(slot);
  }

  async #endLoop(slot: Slot): Promise<void> {
    if (!this.#slots.has(slot)) return;
    if (slot.requests.size > 0) this.#lose(slot, endedWithOther(), 503);
    await this.#end(slot);
  }

  /** Computing after its response, while others wait for its thread, a guest has the time of a request. */
  async #time(slot: Slot): Promise<void> {
    const { timeoutMs } = this.#options;
    if (timeoutMs === undefined || slot.isTimed) return;
    slot.isTimed = true;
    if (await slot.thread.isBusyFor(timeoutMs)) await this.#endLoop(slot);
    slot.isTimed = false;
  }
}
