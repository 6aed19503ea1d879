import { crypto } from '../../node/crypto.ts';
import { performance } from 'node:perf_hooks';
import { threadId } from 'node:worker_threads';
import { nameOf } from '../../inspect/world-functions.ts';
import type { CallRecord } from '../../protocol/trace.ts';
import type { RequestHead } from '../../wasi/http/messages.ts';
import type { Crossing, Observer } from './crossing.ts';
import { Lanes } from './lanes.ts';
import { readTraceParent } from './trace-parent.ts';
import { outcomeText, valueText } from './value-text.ts';

/** Calls that are buffered in the guest's thread, which is blocked while they are transferred. */
const MOST_WAITING = 512;
/** Characters of a value that are recorded. */
const MOST_CHARACTERS = 1_000;

/** The thread of the second lane of thread 1 is 1,000,001. */
const LANE = 1_000_000;

interface Started {
  readonly span: string;
  readonly parent: string | undefined;
  readonly start: number;
}

/** Records each crossing with its arguments, result and time. */
export class Tracer implements Observer {
  readonly #send: (calls: readonly CallRecord[]) => boolean;
  readonly #spans = spanIds();
  #started = new Map<Crossing, Started>();
  #lanes = new Lanes();
  #waiting: CallRecord[] = [];
  #trace = newTrace();
  #parent: string | undefined;
  #request: string | undefined;
  #isOver = false;

  /** @param send returns when the calls have been transferred, and whether recording continues */
  constructor(send: (calls: readonly CallRecord[]) => boolean) {
    this.#send = send;
  }

  /** An instance is made, for a run or a request. */
  begin(): void {
    this.#started = new Map();
    this.#lanes = new Lanes();
    this.#trace = newTrace();
    this.#parent = undefined;
    this.#request = undefined;
  }

  /** The outcome of the instance; the request may belong to a trace of its client. */
  received({ method, path, headers }: Pick<RequestHead, 'method' | 'path' | 'headers'>): void {
    this.#request = `${method} ${path ?? ''}`.trimEnd();
    // Names and values take turns.
    const at = headers.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === 'traceparent');
    const found = at < 0 ? undefined : readTraceParent(headers[at + 1] ?? '');
    if (!found) return;
    this.#trace = found.trace;
    this.#parent = found.parent;
  }

  enter(crossing: Crossing): void {
    if (this.#isOver) return;
    const { parent: around } = crossing;
    const parent = around ? this.#started.get(around)?.span : this.#parent;
    this.#lanes.enter(crossing);
    this.#started.set(crossing, { span: this.#spans(), parent, start: now() });
  }

  leave(crossing: Crossing): void {
    const started = this.#started.get(crossing);
    if (!started) return;
    this.#started.delete(crossing);
    this.#waiting.push(this.#record(crossing, started, this.#lanes.leave(crossing)));
    if (this.#waiting.length >= MOST_WAITING) this.flush();
  }

  /** Sends what waits. */
  flush(): void {
    const calls = this.#waiting;
    this.#waiting = [];
    if (calls.length > 0 && !this.#send(calls)) this.#isOver = true;
  }

  #record(crossing: Crossing, { span, parent, start }: Started, lane: number): CallRecord {
    const { caller, callee, fn, args, parent: around, outcome } = crossing;
    const result = outcomeText(crossing, MOST_CHARACTERS);
    const failed = outcome?.kind === 'trap' ? 'trap' : outcome?.isErr ? 'error' : undefined;
    return {
      span,
      ...(parent !== undefined && { parent }),
      trace: this.#trace,
      thread: threadId + lane * LANE,
      start,
      duration: now() - start,
      caller,
      callee,
      function: nameOf(fn),
      arguments: fn.signature.params.map(
        ({ name, type }, at) => [name, valueText(args[at], type, MOST_CHARACTERS)] as const,
      ),
      ...(result !== '' && { result }),
      ...(failed && { failed }),
      ...(!around && this.#request !== undefined && { request: this.#request }),
    };
  }
}

/** Microseconds, by a clock that the threads of a process share; whole, so that calls nest. */
const now = (): number => Math.round((performance.timeOrigin + performance.now()) * 1000);

const newTrace = (): string => crypto().randomBytes(16).toString('hex');

/** Different in each thread, and cheap. */
function spanIds(): () => string {
  const own = crypto().randomBytes(4).toString('hex');
  let last = 0;
  return () => own + (++last >>> 0).toString(16).padStart(8, '0');
}
