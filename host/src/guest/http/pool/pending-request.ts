import type { IncomingMessage } from 'node:http';
import { timedOut } from '../../../base/limits.ts';
import type { Problem } from '../../../protocol.ts';
import { entriesOf } from '../../../wasi/http/fields.ts';
import type { RequestHead } from '../../../wasi/http/messages.ts';
import { Feed } from '../../streams/feed.ts';
import type { Client } from '../client.ts';
import { hasBody } from '../request.ts';
import type { RequestQueue } from '../request-queue.ts';
import type { Reply } from '../respond.ts';
import type { RequestRest } from '../../task.ts';
import { nowMs } from '../../../node/now.ts';

/** How long a guest may run after its client left. */
const GRACE_MS = 1_000;

/** A request, and the stream of its body. */
export interface Incoming {
  readonly head: RequestHead;
  /** Undefined for a request without a body. */
  readonly body: IncomingMessage | undefined;
  /** Called before a guest reads the body. */
  readonly reads?: () => void;
}

export interface PendingEvents {
  /** The client left: writes of the guest fail from now on. */
  readonly left: () => void;
  /** The time of the request is over. */
  readonly overdue: (problem: Problem, status: number) => void;
}

/** A request that waits for a guest or has one, until `done`. */
export class PendingRequest {
  readonly id: number;
  readonly head: RequestHead;
  readonly reply: Reply;
  readonly client: Client;
  /** Resolves by `done`. */
  readonly completed: Promise<void>;
  readonly #body: IncomingMessage | undefined;
  readonly #reads: (() => void) | undefined;
  readonly #timers: NodeJS.Timeout[] = [];
  /** Parts of the response that the client has not taken; calling one gives its room back. */
  readonly #unsent = new Set<() => void>();
  /** When it came and when a guest got it, as `nowMs` has it. */
  readonly came = nowMs();
  begun: number | undefined;
  #hasBody: boolean | undefined;
  /** Whether its head is in the queue. */
  #hasHead = true;
  #feed: Feed | undefined;
  #events: PendingEvents | undefined;
  #resolve = (): void => {};

  constructor(id: number, { head, body, reads }: Incoming, reply: Reply, client: Client) {
    this.id = id;
    this.head = head;
    this.reply = reply;
    this.client = client;
    this.#body = body;
    this.#reads = reads;
    this.completed = new Promise((resolve) => (this.#resolve = resolve));
    if (client.hasLeft) this.#leave();
    else client.onLeave(this.#leave);
  }

  /** Sets the receiver of later events, in place of the former one. */
  follow(events: PendingEvents): void {
    this.#events = events;
  }

  /** @returns whether it is in the queue, which may be full */
  enter(queue: RequestQueue): boolean {
    this.#hasBody ??= this.#body !== undefined && hasBody(this.#body);
    const place = queue.put(this.id, this.head, this.#hasBody);
    if (place) this.#hasHead = place.hasHead;
    return place !== undefined;
  }

  /**
   * A guest has the request. Its time begins: guests that wait end in their own time.
   * @param wake wakes the guest's thread when a part of the body has come
   * @returns what its thread did not find in the queue, if there is something
   */
  begin(wake: () => void, timeoutMs?: number): RequestRest | undefined {
    this.begun = nowMs();
    if (timeoutMs !== undefined) this.#endAfter(timeoutMs, timedOut(timeoutMs), 504);
    const body = this.#hasBody ? this.#body : undefined;
    if (body)
      this.#feed = new Feed(body, wake, {
        ...(this.#reads && { begins: this.#reads }),
        trailers: () => entriesOf(body.rawTrailers),
      });
    const rest = { ...(!this.#hasHead && { head: this.head }), ...(this.#feed && { body: this.#feed.port }) };
    return this.#hasHead && !this.#feed ? undefined : rest;
  }

  /** Since when its guest waits for the body, of which nothing has come, as `performance.now`. */
  get silentSince(): number | undefined {
    return this.#feed?.silentSince;
  }

  /** Ends the connection: the guest's read of the body fails. */
  cut(): void {
    this.#body?.destroy(new Error('the client sent nothing for too long'));
  }

  /** @param wrote called once: when the client has received the bytes, or has closed the connection */
  send(bytes: Uint8Array, wrote: () => void): void {
    if (this.client.hasLeft) return wrote();
    const once = (): void => {
      if (this.#unsent.delete(once)) wrote();
    };
    this.#unsent.add(once);
    this.reply.chunk(bytes, once);
  }

  /** Releases its timers, its listener and its body. */
  done(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.client.onLeave(undefined);
    this.#feed?.close();
    this.#resolve();
  }

  readonly #leave = (): void => {
    this.#events?.left();
    for (const wrote of this.#unsent) wrote();
    this.#endAfter(GRACE_MS, { code: 'client-disconnected', message: 'the client left' }, 500);
  };

  #endAfter(ms: number, problem: Problem, status: number): void {
    this.#timers.push(setTimeout(() => this.#events?.overdue(problem, status), ms));
  }
}
