import { performance } from 'node:perf_hooks';
import { threadId } from 'node:worker_threads';
import { nameOf } from '../../inspect/world-functions.ts';
import { HOST, type Crossing, type Observer } from './crossing.ts';
import type { TraceEvent } from './report.ts';
import { outcomeText, valueText } from './value-text.ts';

/** Events that wait in the guest's thread, which stands still while they are taken. */
const MOST_WAITING = 512;

/** Records each crossing with its arguments, result and time. */
export class Tracer implements Observer {
  readonly #send: (events: readonly TraceEvent[]) => void;
  readonly #started = new Map<Crossing, number>();
  #waiting: TraceEvent[] = [];

  /** @param send returns once the events are taken */
  constructor(send: (events: readonly TraceEvent[]) => void) {
    this.#send = send;
  }

  enter(crossing: Crossing): void {
    this.#started.set(crossing, now());
  }

  leave(crossing: Crossing): void {
    const started = this.#started.get(crossing) ?? now();
    this.#started.delete(crossing);
    this.#waiting.push(eventOf(crossing, started, now() - started));
    if (this.#waiting.length >= MOST_WAITING) this.flush();
  }

  flush(): void {
    const events = this.#waiting;
    this.#waiting = [];
    if (events.length > 0) this.#send(events);
  }
}

/** Microseconds, by a clock that the threads of a process share. */
const now = (): number => Math.round((performance.timeOrigin + performance.now()) * 1000);

function eventOf(crossing: Crossing, ts: number, dur: number): TraceEvent {
  const { caller, callee, fn, args } = crossing;
  const values = fn.signature.params.map(({ name, type }, at) => [name, valueText(args[at], type)] as const);
  const result = outcomeText(crossing);
  return {
    name: nameOf(fn),
    cat: callee === HOST ? 'import' : caller === HOST ? 'export' : 'call',
    ph: 'X',
    ts,
    dur,
    pid: process.pid,
    tid: threadId,
    args: { ...Object.fromEntries(values), caller, callee, ...(result !== '' && { '=': result }) },
  };
}
